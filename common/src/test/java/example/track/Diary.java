package example.track;

import io.sequent.common.run.RunRecord;
import io.sequent.common.track.TrackedRun;
import io.sequent.common.track.Tracker;
import io.sequent.common.track.Tracking;
import io.sequent.common.train.history.History;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps {@code diary.txt} in the run folder, a line for each epoch and one for the result. */
public final class Diary implements Tracker {
  @Override
  public String name() {
    return "diary";
  }

  @Override
  public Tracking open(TrackedRun run) throws IOException {
    PrintStream diary =
        new PrintStream(
            run.folder().path().resolve("diary.txt").toString(), StandardCharsets.UTF_8);
    return new Tracking() {
      @Override
      public void epochDone(History history) {
        diary.println(history.epochs().size() + ": " + history.best().orElseThrow().validation());
      }

      @Override
      public void runRecorded(RunRecord result) {
        diary.println("test: " + result.test().orElseThrow());
      }

      @Override
      public void close() {
        diary.close();
      }
    };
  }
}
