package io.sequent.common.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.sequent.common.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A page of results: one self-contained HTML file with styles and pictures, without scripts, that
 * loads nothing from the network. For wide screens, phones and paper.
 *
 * <pre>{@code
 * new Page("News", "LSTM, 3 epochs", List.of(section)).write(runFolder.resolve("report.html"));
 * }</pre>
 *
 * @param title one line, also shown in the browser's tab
 * @param subtitle a line below it, may be blank
 * @param sections in order; a page of four or more gets a table of contents
 */
public record Page(String title, String subtitle, List<Section> sections) {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Page.class.getClassLoader(), Page.class.getPackageName());

  public Page {
    sections = List.copyOf(sections);
  }

  /** The whole page; equal pages give equal text. All text in it is escaped. */
  public String html() {
    StringOutput html = new StringOutput();
    TEMPLATES.render("page.jte", PageView.of(this), html);
    return html.toString();
  }

  /**
   * Writes the page, replacing an older file in one step.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, html());
  }
}
