package io.sequent.common.network.file;

import java.util.Set;

/**
 * Declares the layers of another project, so that model files with them can be read. Found by
 * {@link java.util.ServiceLoader}: an implementation is named in {@code
 * META-INF/services/io.sequent.common.network.file.LayerTypes}.
 */
public interface LayerTypes {
  /**
   * The classes that a network's configuration may name: layers, and what their fields hold, such
   * as activations or losses of the project's own.
   */
  Set<Class<?>> types();
}
