package io.sequent.common.notebook;

import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.TrainingListener.TrainingExtent;
import io.sequent.common.train.display.Curves;
import io.sequent.common.train.history.History;
import java.time.Duration;
import org.rapaio.jupyter.kernel.global.Global;

/**
 * The training curves below the cell that trains, redrawn as epochs complete.
 *
 * <pre>{@code
 * Run run = pipeline.train(new LiveCurves());
 * }</pre>
 */
public final class LiveCurves implements TrainingListener {
  /** Drawing can take longer than an epoch. */
  private static final Duration BETWEEN_DRAWINGS = Duration.ofSeconds(1);

  private String display = "";
  private long lastDrawing;

  /** Reserves the place for the curves above the progress lines. */
  @Override
  public void trainingStarted(TrainingExtent extent) {
    display = Global.display("training curves appear after the first epoch");
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
