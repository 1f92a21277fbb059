package io.sequent.common.notebook;

import io.sequent.common.train.TrainingExtent;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.display.Curves;
import io.sequent.common.train.history.History;
import java.time.Duration;
import org.rapaio.jupyter.kernel.global.Global;

/**
 * The curves of a training below the cell that runs it, drawn again as epochs are done.
 *
 * <pre>{@code
 * Run run = pipeline.train(new LiveCurves());
 * }</pre>
 */
public final class LiveCurves implements TrainingListener {
  /** Epochs can be shorter than it takes to draw. */
  private static final Duration BETWEEN_DRAWINGS = Duration.ofSeconds(1);

  private String display = "";
  private long lastDrawing;

  /** The place for the curves, above the lines of the epochs. */
  @Override
  public void trainingStarted(TrainingExtent extent) {
    display = Global.display("curves follow after the first epoch");
    lastDrawing = System.nanoTime() - BETWEEN_DRAWINGS.toNanos();
  }

  @Override
  public void epochDone(History history) {
    if (System.nanoTime() - lastDrawing >= BETWEEN_DRAWINGS.toNanos()) {
      draw(history);
    }
  }

  @Override
  public void trainingEnded(History history) {
    if (!history.epochs().isEmpty()) {
      draw(history);
    }
  }

  private void draw(History history) {
    Global.updateDisplay(display, Curves.of(history));
    lastDrawing = System.nanoTime();
  }
}
