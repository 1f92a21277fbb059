package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.check.DataCheck;
import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Splits;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.experiment.Experiment;
import io.sequent.common.predict.Predictor;
import io.sequent.common.report.Drawing;
import io.sequent.common.report.Picture;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.DataView;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.ModelView;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskData;
import io.sequent.common.task.TaskDescription;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import io.sequent.common.train.TrainingListener;
import io.sequent.common.train.history.History;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever fails once a model is trained, the model is kept. */
class FailureAfterTrainingTest {
  private static final int EPOCHS = 2;

  /** What fails. */
  enum Step {
    CALIBRATION,
    EVALUATION,
    SAMPLES,
    PICTURES,
    DRAWING,
    CHECK,
    REPORT,
    RESULT
  }

  @TempDir private Path home;

  @ParameterizedTest
  @EnumSource(names = {"CALIBRATION", "EVALUATION", "REPORT", "RESULT"})
  void modelIsKeptAndTheErrorSaysWhere(Step step) throws IOException {
    RunFolder folder = new RunFolder(home.resolve("run"));
    assertThatThrownBy(() -> experiment(new Failing<>(weather(), step), folder, step))
        .hasMessageContaining("the trained model is saved in " + folder.path());
    assertThat(folder.config()).exists();
    assertThat(folder.model()).exists();
    assertThat(folder.history()).content().hasLineCount(1 + EPOCHS);
    assertThat(Files.isRegularFile(folder.result())).isFalse();
    assertThat(folder.checkpoints()).isNotEmptyDirectory();

    Call evaluated = Call.of(List.of(), "evaluate", "weather", "--run=" + folder.path());
    assertThat(evaluated.status()).as(evaluated.err()).isZero();
    Call predicted = Call.ofInput("3,9,7\n", "predict", "weather", "--run=" + folder.path());
    assertThat(predicted.status()).as(predicted.err()).isZero();
    assertThat(predicted.out()).contains("tomorrow");
  }

  @Test
  void runIsFinishedByResumingIt() throws IOException {
    RunFolder folder = new RunFolder(home.resolve("run"));
    Step step = Step.CALIBRATION;
    assertThatThrownBy(() -> experiment(new Failing<>(weather(), step), folder, step))
        .isInstanceOf(IllegalStateException.class);
    Call resumed = Call.of(List.of(), "train", "weather", "--resume=" + folder.path());
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(folder.result()).exists();
    assertThat(folder.checkpoints()).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(names = {"SAMPLES", "PICTURES", "CHECK"})
  void runIsWholeWithoutWhatCouldNotBeMade(Step step) throws IOException {
    RunFolder folder = new RunFolder(home.resolve("run"));
    experiment(new Failing<>(weather(), step), folder, step);
    assertThat(folder.result()).exists();
    assertThat(folder.report()).exists();
    assertThat(folder.log()).content().contains("could not be made").contains("no " + step);
  }

  @Test
  void runIsWholeWhosePicturesCannotBeDrawn() throws IOException {
    RunFolder folder = new RunFolder(home.resolve("run"));
    experiment(new Failing<>(weather(), Step.DRAWING), folder, Step.DRAWING);
    assertThat(folder.result()).exists();
    assertThat(folder.report()).doesNotExist();
    assertThat(folder.log()).content().contains("could not be drawn").contains("no DRAWING");
  }

  private static Task<?, ?> weather() {
    return Tasks.named("weather");
  }

  private static <E, P extends Preparation> void experiment(
      Failing<E, P> task, RunFolder folder, Step step) throws IOException {
    Config config = TaskSettings.defaults(task).with(Map.of("epochs", String.valueOf(EPOCHS)), "");
    PrintStream notes =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    TrainingListener blocking =
        new TrainingListener() {
          @Override
          public void trainingEnded(History history) {
            if (step == Step.REPORT) {
              block(folder.report());
            } else if (step == Step.RESULT) {
              block(folder.result());
            }
          }
        };
    new Experiment<>(task, config, DataLocation.sample("weather"), blocking, notes).start(folder);
  }

  /** A folder with content cannot be replaced by a file. */
  private static void block(Path file) {
    try {
      Files.createDirectories(file.resolve("in the way"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A task that fails after its training. */
  private static final class Failing<E, P extends Preparation> implements Task<E, P> {
    private final Task<E, P> task;
    private final Step step;
    private int evaluations;

    Failing(Task<E, P> task, Step step) {
      this.task = task;
      this.step = step;
    }

    private void failAt(Step failing) {
      if (step == failing) {
        throw new IllegalStateException("no " + failing);
      }
    }

    @Override
    public TaskDescription description() {
      return task.description();
    }

    @Override
    public TaskData<E> data() {
      TaskData<E> data = task.data();
      return new TaskData<>() {
        @Override
        public DataSource source() {
          return data.source();
        }

        @Override
        public List<Path> files(Path place, Config config) throws IOException {
          return data.files(place, config);
        }

        @Override
        public Splits<E> read(Path place, Config config) throws IOException {
          return data.read(place, config);
        }

        @Override
        public DataView<E> view() {
          return new DataView<>() {
            @Override
            public DataCheck check(Splits<E> splits, Config config) {
              failAt(Step.CHECK);
              return data.view().check(splits, config);
            }
          };
        }
      };
    }

    @Override
    public P prepare(List<E> train, Config config) {
      return task.prepare(train, config);
    }

    @Override
    public P restore(Path run, Config config) throws IOException {
      return task.restore(run, config);
    }

    @Override
    public MultiLayerConfiguration network(P preparation, Config config) {
      return task.network(preparation, config);
    }

    @Override
    public Vectorizer<E> vectorizer(P preparation, Config config) {
      return task.vectorizer(preparation, config);
    }

    @Override
    public Evaluator<E> evaluator(Ensemble<P> models) {
      evaluations++; // One after each epoch.
      if (step == Step.EVALUATION && evaluations > EPOCHS) {
        throw new UserError("no evaluation");
      }
      return task.evaluator(models);
    }

    @Override
    public Predictor<?, ?> predictor(Ensemble<P> models, Config options) {
      return task.predictor(models, options);
    }

    @Override
    public P calibrate(Model<P> model, Batches<E> validation) {
      failAt(Step.CALIBRATION);
      return task.calibrate(model, validation);
    }

    @Override
    public ModelView<E, P> view() {
      return new ModelView<>() {
        @Override
        public List<Picture> pictures(Model<P> model, List<E> validation) {
          failAt(Step.PICTURES);
          return step == Step.DRAWING
              ? List.of(new Picture("failing", new FailingDrawing()))
              : List.of();
        }

        @Override
        public Map<String, String> samples(Model<P> model) {
          failAt(Step.SAMPLES);
          return Map.of();
        }
      };
    }
  }

  private static final class FailingDrawing implements Drawing {
    @Override
    public String title() {
      return "Failing";
    }

    @Override
    public int width() {
      return 10;
    }

    @Override
    public int height() {
      return 10;
    }

    @Override
    public void draw(Graphics2D graphics) {
      throw new IllegalStateException("no DRAWING");
    }
  }
}
