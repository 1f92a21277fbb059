package io.sequent.common.tune;

import io.sequent.common.io.AtomicFile;
import io.sequent.common.page.Page;
import io.sequent.common.page.Section;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A report as files: {@code report.html}, {@code report.md}, and its pictures as SVG and PNG. */
final class ReportFiles {
  private ReportFiles() {}

  /** The page in a folder. */
  static Path page(Path folder) {
    return folder.resolve("report.html");
  }

  /** Writes all files; each replaces an older one in one step. */
  static void write(Path folder, Page page) throws IOException {
    for (Section section : page.sections()) {
      for (Picture picture : section.pictures()) {
        Pictures.write(picture, folder);
        Optional<String> svg = Pictures.svg(picture);
        if (svg.isPresent()) {
          AtomicFile.write(folder.resolve(picture.name() + ".svg"), svg.get() + "\n");
        }
      }
    }
    AtomicFile.write(folder.resolve("report.md"), markdown(page));
    page.write(page(folder));
  }

  private static String markdown(Page page) {
    StringBuilder text = new StringBuilder("# " + page.title() + "\n");
    for (Section section : page.sections()) {
      text.append("\n## ").append(section.heading()).append("\n\n");
      if (!section.note().isEmpty()) {
        text.append(section.note()).append("\n\n");
      }
      section.facts().forEach((fact, value) -> text.append("- %s: %s\n".formatted(fact, value)));
      section.pictures().forEach(p -> text.append("![%1$s](%1$s.svg)\n".formatted(p.name())));
      section.tables().forEach(table -> text.append('\n').append(table.markdown()));
    }
    return text.toString();
  }
}
