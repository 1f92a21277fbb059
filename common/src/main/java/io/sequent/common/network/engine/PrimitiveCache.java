package io.sequent.common.network.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Caches primitives by shape, for creating one takes longer than running a small one. Bounded: the
 * least recently used one is evicted first, and freed at once. Thread-safe.
 *
 * @param <S> the shape, with equality
 * @param <P> the primitives of a shape; closing frees them
 */
public final class PrimitiveCache<S, P extends AutoCloseable> {
  private final int capacity;
  private final Function<S, P> make;
  private final Map<S, Entry<P>> entries = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param capacity number of shapes to keep; exceeded only while more are in use at the same time
   */
  public PrimitiveCache(int capacity, Function<S, P> make) {
    this.capacity = capacity;
    this.make = make;
  }

  /** The primitives of a shape, in use until the lease is closed. */
  public Lease<P> lease(S shape) {
    synchronized (entries) {
      Entry<P> entry = entries.get(shape);
      if (entry == null) {
        entry = new Entry<>(make.apply(shape));
        entries.put(shape, entry);
      }
      entry.users++;
      evict();
      return new Lease<>(this, entry);
    }
  }

  /** The number of shapes that are cached now. */
  public int size() {
    synchronized (entries) {
      return entries.size();
    }
  }

  private void evict() {
    Iterator<Entry<P>> eldestFirst = entries.values().iterator();
    while (entries.size() > capacity && eldestFirst.hasNext()) {
      Entry<P> entry = eldestFirst.next();
      if (entry.users == 0) {
        eldestFirst.remove();
        close(entry.primitives);
      }
    }
  }

  private void giveBack(Entry<P> entry) {
    synchronized (entries) {
      entry.users--;
      evict();
    }
  }

  private static void close(AutoCloseable primitives) {
    try {
      primitives.close();
    } catch (Exception e) {
      throw new IllegalStateException("a primitive could not be freed", e);
    }
  }

  private static final class Entry<P> {
    final P primitives;
    int users;

    Entry(P primitives) {
      this.primitives = primitives;
    }
  }

  /** Primitives in use; closing gives them back. */
  public static final class Lease<P extends AutoCloseable> implements AutoCloseable {
    private final PrimitiveCache<?, P> cache;
    private final Entry<P> entry;

    private Lease(PrimitiveCache<?, P> cache, Entry<P> entry) {
      this.cache = cache;
      this.entry = entry;
    }

    public P primitives() {
      return entry.primitives;
    }

    @Override
    public void close() {
      cache.giveBack(entry);
    }
  }
}
