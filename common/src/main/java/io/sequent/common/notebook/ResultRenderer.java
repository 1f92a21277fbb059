package io.sequent.common.notebook;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;

/** Shows results of one class in their own format, unless a cell asks for another one. */
record ResultRenderer<T>(Class<T> type, Function<T, DisplayData> display)
    implements DisplayRenderer {
  @Override
  public Class<?> rendererClass() {
    return type;
  }

  @Override
  public boolean canRender(@Nullable String mime) {
    return mime == null;
  }

  @Override
  public DisplayData render(@Nullable String mime, Object result) {
    return display.apply(type.cast(result));
  }
}
