package io.sequent.common.predict;

import io.sequent.common.table.TableForm;
import io.sequent.common.table.TableReader;
import io.sequent.common.table.TableRow;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Inputs in the rows of a table. */
final class TableInputs<I> implements Inputs<I> {
  private final TableReader table;
  private final List<String> columns;
  private final Function<TableRow, I> value;
  private final Deque<TableRow> waiting;

  TableInputs(
      TableReader table, List<TableRow> read, List<String> columns, Function<TableRow, I> value) {
    this.table = table;
    this.columns = List.copyOf(columns);
    this.value = value;
    this.waiting = new ArrayDeque<>(read);
  }

  @Override
  public @Nullable List<Input<I>> next() throws IOException {
    List<Input<I>> inputs = new ArrayList<>();
    Window window = new Window();
    while (!window.isFull()) {
      TableRow row = waiting.isEmpty() ? table.next() : waiting.remove();
      if (row == null) {
        return inputs.isEmpty() ? null : inputs;
      }
      inputs.add(new Input<>(value.apply(row), row.cells(), row.json()));
      row.cells().forEach(cell -> window.add(cell.length()));
    }
    return inputs;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public TableForm form() {
    return table.form();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
