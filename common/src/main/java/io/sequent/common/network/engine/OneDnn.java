package io.sequent.common.network.engine;

import java.util.ArrayList;
import java.util.List;
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
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * oneDNN through the JavaCPP presets: whether it is available, and what all calls share.
 *
 * <p>Its primitives are stateless: they get their scratch memory from the caller, so any number of
 * threads can run the same one at once.
 */
public final class OneDnn {
  private OneDnn() {}

  /** Why it is not available, in one line; empty if it is. */
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
    return loaded().cpu;
  }

  /** The number of threads on which primitives created by the calling thread will run. */
  public static int threads() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
  }

  static stream stream() {
    return loaded().queue;
  }

  /** Attributes of primitives that get their scratch memory from the caller. */
  public static primitive_attr callersScratch() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
    return attributes;
  }

  /** A dense tensor of floats in the order of {@code tag}. */
  public static memory.desc floats(memory.format_tag tag, long... shape) {
    return new memory.desc(shape, memory.data_type.f32, tag);
  }

  /** A dense tensor of bfloat16 in the order of {@code tag}. */
  public static memory.desc bfloat16(memory.format_tag tag, long... shape) {
    return new memory.desc(shape, memory.data_type.bf16, tag);
  }

  /** A tensor of floats with a stride for each dimension, in floats. */
  public static memory.desc floats(long[] shape, long[] strides) {
    return new memory.desc(shape, memory.data_type.f32, strides);
  }

  /** Runs a primitive to its end. */
  public static void run(primitive operation, IntMemoryMap arguments) {
    operation.execute(stream(), arguments);
    stream()._wait();
  }

  /**
   * The tensors that a primitive works on. Closing frees the tensors at once; the arrays stay the
   * caller's.
   */
  public static final class Arguments implements AutoCloseable {
    private final IntMemoryMap map = new IntMemoryMap();
    private final List<Pointer> owned = new ArrayList<>();
    private final List<INDArray> used = new ArrayList<>(); // Their memory must live until the end.

    /** Adds an array in the caller's layout. */
    public Arguments put(int argument, memory.desc layout, INDArray array) {
      return put(argument, layout, NativeFloats.pointer(array), array);
    }

    /** Adds memory of a primitive's own layout, allocated by {@link Scratch}. */
    public Arguments put(int argument, memory.desc layout, Scratch scratch) {
      return put(argument, layout, scratch.pointer(), scratch.array());
    }

    /** Adds memory that is the caller's and stays allocated. */
    Arguments put(int argument, memory.desc layout, Pointer data) {
      memory tensor = new memory(layout, OneDnn.engine(), data);
      owned.add(tensor);
      map.put(argument, tensor);
      return this;
    }

    /** Runs a primitive on them, to its end. */
    public void run(primitive operation) {
      OneDnn.run(operation, map);
    }

    @Override
    public void close() {
      map.close();
      owned.forEach(Pointer::close);
      used.clear();
    }

    private Arguments put(int argument, memory.desc layout, Pointer data, INDArray array) {
      used.add(array);
      return put(argument, layout, data);
    }
  }

  private static Library loaded() {
    if (Library.LOADED == null) {
      throw new IllegalStateException("oneDNN is not available: " + Library.PROBLEM);
    }
    return Library.LOADED;
  }

  /** Loaded at first use, once. */
  private static final class Library {
    static final @Nullable String PROBLEM;
    static final @Nullable Library LOADED;

    final engine cpu;
    final stream queue;

    static {
      String problem = null;
      Library library = null;
      // ND4J first: its backend does not start once another library has set up the native side.
      if (Nd4j.getExecutioner().type() != ExecutionerType.NATIVE_CPU) {
        problem = "the backend is " + Nd4j.getExecutioner().type() + ", but oneDNN needs a CPU";
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
      cpu = new engine(engine.kind.cpu, 0);
      queue = new stream(cpu);
    }

    private static String firstLine(Throwable e) {
      return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getName());
    }
  }
}
