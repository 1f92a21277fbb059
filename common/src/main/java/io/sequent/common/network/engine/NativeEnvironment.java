package io.sequent.common.network.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.presets.javacpp;

/**
 * Variables of the environment that native libraries read when they are loaded. Java has no way to
 * set them, so a longer list takes the place of the C library's, which POSIX allows: <a
 * href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/environ.html">environ</a>. Only
 * Linux is known to read it from there; elsewhere nothing is done.
 */
final class NativeEnvironment {
  private static final Set<String> PLATFORMS = Set.of("linux-x86_64", "linux-arm64");
  private static final String LIST = "environ";

  private NativeEnvironment() {}

  /**
   * Sets a variable for libraries that are loaded from now on. {@link System#getenv()} and
   * processes that Java starts do not have it.
   *
   * @param name of a variable that the environment does not have
   */
  static void set(String name, String value) {
    if (!PLATFORMS.contains(Loader.getPlatform())) {
      return;
    }
    Loader.load(javacpp.class);
    Pointer variable = Loader.addressof(LIST);
    if (variable == null) {
      return;
    }
    PointerPointer<Pointer> list = new PointerPointer<>(variable);
    PointerPointer<Pointer> old = new PointerPointer<>(list.get());
    int size = 0;
    while (old.get(size) != null) {
      size++;
    }
    // What the C library refers to must never be freed, so it is none of JavaCPP's.
    PointerPointer<Pointer> longer =
        new PointerPointer<>(Pointer.malloc((long) Loader.sizeof(Pointer.class) * (size + 2)));
    for (int i = 0; i < size; i++) {
      longer.put(i, old.get(i));
    }
    byte[] entry = (name + "=" + value + "\0").getBytes(UTF_8);
    longer.put(size, new BytePointer(Pointer.malloc(entry.length)).put(entry, 0, entry.length));
    longer.put(size + 1, (Pointer) null);
    list.put(0, longer);
  }
}
