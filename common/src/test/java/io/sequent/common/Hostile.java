package io.sequent.common;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Classes that run code as soon as they are loaded, as a gadget in a hostile file would. */
public final class Hostile {
  /** Names of those that were loaded. */
  public static final Set<String> LOADED = Collections.synchronizedSet(new HashSet<>());

  private Hostile() {}

  /** Must never be loaded. */
  public static final class Forbidden {
    static {
      LOADED.add("Forbidden");
    }
  }

  /** Shows what happens without our check. */
  public static final class Unchecked {
    static {
      LOADED.add("Unchecked");
    }
  }
}
