package io.sequent;

import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import java.util.List;

/**
 * What there is to be seen of a task's data.
 *
 * @param source one line: which data these are
 * @param sizes examples by split
 * @param examples the first few training examples
 * @param pictures such as a histogram of lengths or a plot of prices; may be empty
 */
public record DataOverview(String source, Table sizes, Table examples, List<Picture> pictures) {
  public DataOverview {
    pictures = List.copyOf(pictures);
  }
}
