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
 * Tells the Rapaio kernel how our results look: as the last line of a cell, a {@link Table} is
 * shown as a table, a {@link Picture} or a list of them as one image, and so are {@link MarkedText
 * marked texts}.
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
