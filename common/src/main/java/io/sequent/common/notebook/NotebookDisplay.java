package io.sequent.common.notebook;

import io.sequent.common.report.MarkedText;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import java.util.List;
import org.kohsuke.MetaInfServices;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/**
 * Shows results in the Rapaio kernel: as the last line of a cell, a {@link Table} appears as a
 * table, and a {@link Picture}, a {@link MarkedText} or a list of either as one image.
 */
@MetaInfServices(DisplayProvider.class)
public final class NotebookDisplay implements DisplayProvider {
  @Override
  public List<DisplayRenderer> getDisplayRenderers() {
    return List.of(
        new ResultRenderer<>(Table.class, table -> Displays.of(List.of(table))),
        new ResultRenderer<>(Picture.class, picture -> Displays.of(List.of(picture))),
        new ResultRenderer<>(MarkedText.class, text -> Displays.of(List.of(text))),
        new ResultRenderer<>(List.class, Displays::of));
  }

  @Override
  public List<DisplayTransformer> getDisplayTransformers() {
    return List.of();
  }
}
