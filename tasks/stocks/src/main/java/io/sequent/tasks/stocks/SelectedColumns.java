package io.sequent.tasks.stocks;

import java.util.List;
import java.util.stream.IntStream;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/** Takes some columns out of the rows of a table, in an order of their own. */
final class SelectedColumns {
  private final TransformProcess transform;

  /** For each selected column its place among the different ones. */
  private final List<Integer> places;

  /**
   * A selection.
   *
   * @param width columns of each row
   * @param selected places of columns, from 0
   */
  SelectedColumns(int width, List<Integer> selected) {
    Schema.Builder schema = new Schema.Builder();
    IntStream.range(0, width).mapToObj(SelectedColumns::name).forEach(schema::addColumnString);
    List<Integer> different = selected.stream().distinct().toList();
    places = selected.stream().map(different::indexOf).toList();
    String[] names = different.stream().map(SelectedColumns::name).toArray(String[]::new);
    transform =
        new TransformProcess.Builder(schema.build())
            .removeAllColumnsExceptFor(names)
            .reorderColumns(names)
            .build();
  }

  /** Files may name two columns alike, or none. */
  private static String name(int place) {
    return String.valueOf(place);
  }

  /** The selected cells of a row. */
  List<String> of(List<String> cells) {
    List<Writable> row = cells.stream().<Writable>map(Text::new).toList();
    List<Writable> values = transform.execute(row);
    return places.stream().map(place -> values.get(place).toString()).toList();
  }
}
