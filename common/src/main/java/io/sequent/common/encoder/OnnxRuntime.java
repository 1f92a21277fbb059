package io.sequent.common.encoder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What runs the graph of an encoder. It is found by {@link ServiceLoader}, since the library that
 * does it is not part of every build.
 */
public interface OnnxRuntime {
  /**
   * Opens a graph with the inputs {@code input_ids} and {@code attention_mask} and the output
   * {@code last_hidden_state}.
   *
   * @param width of a state
   * @throws io.sequent.common.UserError if the file is no such graph
   */
  StatesModel open(Path model, int width) throws IOException;

  /** The one that is part of this build. */
  static Optional<OnnxRuntime> find() {
    return ServiceLoader.load(OnnxRuntime.class).findFirst();
  }
}
