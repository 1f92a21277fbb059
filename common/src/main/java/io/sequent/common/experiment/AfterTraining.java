package io.sequent.common.experiment;

import io.sequent.common.UserError;
import io.sequent.common.run.RunFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with a model that is trained and saved: where it fails, the model is not lost. */
final class AfterTraining {
  private static final Logger log = LoggerFactory.getLogger(AfterTraining.class);

  private AfterTraining() {}

  /** Some steps with a result. */
  @FunctionalInterface
  interface Steps<T> {
    T take() throws IOException;
  }

  /**
   * Takes some steps; what they throw also says where the model is.
   *
   * @param notes gets the place of the model where an {@link Error} cannot
   */
  static <T> T take(Steps<T> steps, RunFolder folder, PrintStream notes) throws IOException {
    String saved = "the trained model is saved in " + folder.path() + ", use it by run=";
    try {
      return steps.take();
    } catch (UserError e) {
      throw new UserError(e.getMessage() + "; " + saved, e);
    } catch (FileSystemException e) {
      throw new UserError(UserError.of(e).getMessage() + "; " + saved, e);
    } catch (IOException e) {
      throw new IOException(e.getMessage() + "; " + saved, e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(e + "; " + saved, e);
    } catch (Error e) {
      notes.println(saved);
      throw e;
    }
  }

  /**
   * What a run is whole without, such as pictures; a failure is logged.
   *
   * @param what it is, in the plural
   * @param otherwise what to go on with where it fails
   */
  static <T> T attempt(String what, Supplier<T> steps, T otherwise) {
    try {
      return steps.get();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      log.warn("The {} could not be made", what, e);
      return otherwise;
    }
  }
}
