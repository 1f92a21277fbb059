package io.sequent.common.page;

import io.sequent.common.report.Picture;
import io.sequent.common.report.Pictures;
import java.util.ArrayList;
import java.util.List;

/**
 * A page as the template needs it.
 *
 * @param page the page
 * @param sections its sections, with their pictures drawn
 */
record PageView(Page page, List<DrawnSection> sections) {
  private static final int MAX_SECTIONS_WITHOUT_CONTENTS = 3;

  /**
   * A section.
   *
   * @param id target of the table of contents
   * @param section the section, for its other pieces
   * @param pictures those of the section, drawn
   */
  record DrawnSection(String id, Section section, List<DrawnPicture> pictures) {}

  /**
   * A picture.
   *
   * @param name shown in its place if it could not be drawn
   * @param svg an SVG element; empty if it could not be drawn
   */
  record DrawnPicture(String name, String svg) {}

  static PageView of(Page page) {
    List<DrawnSection> sections = new ArrayList<>();
    for (Section section : page.sections()) {
      String id = "section-" + (sections.size() + 1);
      List<DrawnPicture> pictures = new ArrayList<>();
      for (Picture picture : section.pictures()) {
        String prefix = id + "-" + (pictures.size() + 1);
        String svg = Pictures.svg(picture, prefix).orElse("");
        pictures.add(new DrawnPicture(picture.name(), svg));
      }
      sections.add(new DrawnSection(id, section, pictures));
    }
    return new PageView(page, sections);
  }

  boolean hasContents() {
    return sections.size() > MAX_SECTIONS_WITHOUT_CONTENTS;
  }
}
