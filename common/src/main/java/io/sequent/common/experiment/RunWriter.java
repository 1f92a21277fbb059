package io.sequent.common.experiment;

import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.page.Section;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Pictures;
import io.sequent.common.run.RunFolder;
import io.sequent.common.run.RunRecord;
import io.sequent.common.train.display.Curves;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last step of an experiment: writes test scores, the model card, pictures, report and then the
 * result, also where pictures or report could not be drawn.
 */
final class RunWriter {
  private static final Logger log = LoggerFactory.getLogger(RunWriter.class);

  private final RunFolder folder;

  RunWriter(RunFolder folder) {
    this.folder = folder;
  }

  /**
   * Writes the results of the training and the evaluation.
   *
   * @param data the page's section on the data
   * @param card makes the model card; the run is whole without one
   */
  void write(
      RunRecord run,
      CompletedTraining<?> trained,
      RunEvaluation evaluation,
      Section data,
      Supplier<String> card)
      throws IOException {
    Optional<Evaluation> test = evaluation.test();
    if (test.isPresent()) {
      folder.writeTestScores(test.get().scores());
    }
    String text = AfterTraining.attempt("model card", card, "");
    if (!text.isEmpty()) {
      AtomicFile.write(folder.path().resolve(ModelCard.FILE), text);
    }
    try {
      draw(run, trained, evaluation, data);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      log.warn("The pictures and the page of the run could not be drawn", e);
    }
    run.write(folder.result()); // Last: where it is, the run is whole.
  }

  private void draw(
      RunRecord run, CompletedTraining<?> trained, RunEvaluation evaluation, Section data)
      throws IOException {
    List<Picture> pictures = new ArrayList<>(Curves.of(trained.history()));
    pictures.addAll(evaluation.leading().pictures());
    pictures.addAll(evaluation.pictures());
    for (Picture picture : pictures) {
      Pictures.write(picture, folder.path());
    }
    RunReport.of(run, trained, evaluation, data).write(folder.report());
  }
}
