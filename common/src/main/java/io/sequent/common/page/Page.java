package io.sequent.common.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.sequent.common.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A page of results: one HTML file with styles and pictures in it, without scripts, that asks
 * nothing of a network. For wide screens, telephones and paper.
 *
 * <pre>{@code
 * new Page("News", "LSTM, 3 epochs", List.of(section)).write(runFolder.resolve("report.html"));
 * }</pre>
 *
 * @param title one line, for the browser's tab too
 * @param subtitle a line below it, or nothing
 * @param sections in order; from four on there is a list of contents
 */
public record Page(String title, String subtitle, List<Section> sections) {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Page.class.getClassLoader(), Page.class.getPackageName());

  public Page {
    sections = List.copyOf(sections);
  }

  /** The whole page, the same for the same parts. All text in it is escaped. */
  public String html() {
    StringOutput html = new StringOutput();
    TEMPLATES.render("page.jte", PageView.of(this), html);
    return html.toString();
  }

  /**
   * Writes the page; an older file is replaced in one step.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, html());
  }
}
