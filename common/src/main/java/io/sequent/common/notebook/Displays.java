package io.sequent.common.notebook;

import io.sequent.common.report.MarkedText;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Pictures;
import io.sequent.common.report.Table;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.MimeType;
import org.rapaio.jupyter.kernel.display.sequence.DefaultCollectionDisplayRenderer;

/** Results in the formats of a notebook, always with plain text as a fallback. */
final class Displays {
  private Displays() {}

  /**
   * Pictures side by side, tables and marked texts one below the other, the rest as the kernel
   * does.
   */
  static DisplayData of(List<?> results) {
    List<Picture> pictures = all(results, Picture.class);
    if (!pictures.isEmpty()) {
      return image(Pictures.image(pictures), joined(pictures, Picture::name));
    }
    List<Table> tables = all(results, Table.class);
    if (!tables.isEmpty()) {
      DisplayData display = DisplayData.fromHtml(joined(tables, Table::html));
      display.putText(joined(tables, Table::render));
      return display;
    }
    List<MarkedText> texts = all(results, MarkedText.class);
    if (!texts.isEmpty()) {
      return image(MarkedText.image(texts), joined(texts, MarkedText::render));
    }
    return new DefaultCollectionDisplayRenderer().render(null, results);
  }

  /** The results if all are instances of the class, otherwise none. */
  private static <T> List<T> all(List<?> results, Class<T> type) {
    return results.stream().allMatch(type::isInstance)
        ? results.stream().<T>map(type::cast).toList()
        : List.of();
  }

  private static <T> String joined(List<T> results, Function<T, String> text) {
    return results.stream().map(text).collect(Collectors.joining("\n"));
  }

  private static DisplayData image(Optional<BufferedImage> image, String text) {
    DisplayData display = DisplayData.fromText(text);
    image.ifPresent(drawn -> display.putData(MimeType.PNG, CompactPng.base64(drawn)));
    return display;
  }
}
