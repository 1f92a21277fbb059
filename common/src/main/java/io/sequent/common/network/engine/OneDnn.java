package io.sequent.common.network.engine;

import java.util.Optional;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * oneDNN by way of the JavaCPP presets: whether it can be used here, and what all calls share.
 *
 * <p>Its primitives have no state of their own: they get their scratch memory from the caller, so
 * any number of threads can run the same one at once.
 */
public final class OneDnn {
  private OneDnn() {}

  /** Why it cannot be used here, in one line; empty if it can. */
  public static Optional<String> problem() {
    return Optional.ofNullable(Library.PROBLEM);
  }

  public static boolean available() {
    return Library.PROBLEM == null;
  }

  /** Such as {@code 2.5.2}. */
  public static String version() {
    dnnl_version_t version = dnnl.dnnl_version();
    return version.major() + "." + version.minor() + "." + version.patch();
  }

  /** The CPU. */
  public static engine engine() {
    return loaded().engine;
  }

  /** On how many threads what the calling thread makes now will run. */
  public static int threads() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
  }

  static stream stream() {
    return loaded().stream;
  }

  /** For primitives that take their scratch memory from the caller. */
  public static primitive_attr callersScratch() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
    return attributes;
  }

  /** A dense tensor of floats in the order of {@code tag}. */
  public static memory.desc floats(memory.format_tag tag, long... shape) {
    return new memory.desc(shape, memory.data_type.f32, tag);
  }

  /** A tensor of floats with a stride for each dimension, in numbers. */
  public static memory.desc floats(long[] shape, long[] strides) {
    return new memory.desc(shape, memory.data_type.f32, strides);
  }

  /** Runs a primitive to its end. */
  static void run(primitive primitive, IntMemoryMap arguments) {
    primitive.execute(stream(), arguments);
    stream()._wait();
  }

  private static Library loaded() {
    if (Library.LOADED == null) {
      throw new IllegalStateException("oneDNN cannot be used: " + Library.PROBLEM);
    }
    return Library.LOADED;
  }

  /** Loaded at first use, once. */
  private static final class Library {
    static final @Nullable String PROBLEM;
    static final @Nullable Library LOADED;

    final engine engine;
    final stream stream;

    static {
      String problem = null;
      Library library = null;
      // ND4J first: its backend does not start once another library has set up the native side.
      if (Nd4j.getExecutioner().type() != ExecutionerType.NATIVE_CPU) {
        problem =
            "the backend is " + Nd4j.getExecutioner().type() + ", oneDNN needs a CPU's memory";
      } else {
        try {
          Loader.load(dnnl.class);
          library = new Library();
        } catch (LinkageError | RuntimeException e) {
          problem = "its native library does not load: " + firstLine(e);
        }
      }
      PROBLEM = problem;
      LOADED = library;
    }

    private Library() {
      engine = new engine(org.bytedeco.dnnl.engine.kind.cpu, 0);
      stream = new stream(engine);
    }

    private static String firstLine(Throwable e) {
      return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getName());
    }
  }
}
