package io.sequent.common.serve;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Jobs that wait for a model, in their order, and how they become batches. */
final class BatchQueue {
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Job> waiting = new ArrayDeque<>();
  private int texts;
  private boolean closed;

  /**
   * @param most texts that wait; a single job may have more
   */
  BatchQueue(int most) {
    this.most = most;
  }

  /** The number of texts that wait. */
  int texts() {
    lock.lock();
    try {
      return texts;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds a job.
   *
   * @throws Refusal if too many wait already, or the server stops
   */
  void add(Job job) {
    lock.lock();
    try {
      if (closed) {
        throw new Refusal(Refusal.UNAVAILABLE, "the server stops");
      }
      int size = job.work().size();
      if (!waiting.isEmpty() && texts + size > most) {
        throw new Refusal(
            Refusal.TOO_MANY,
            "%d texts wait already, expected at most %d; try again later".formatted(texts, most));
      }
      waiting.add(job);
      texts += size;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The jobs of the next batch, as soon as there is one: the first one that waits and those behind
   * it that join it, until they have enough texts.
   *
   * @param enough texts of a batch; a single job may have more
   * @param patience how long to wait until there are so many
   * @return none when the queue was closed and nothing waits any more
   */
  List<Job> take(int enough, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        while (waiting.isEmpty() && !closed) {
          changed.await();
        }
        long nanos = patience.toNanos();
        while (nanos > 0 && texts < enough && !closed) {
          nanos = changed.awaitNanos(nanos);
        }
        List<Job> batch = batch(enough);
        // Somebody else may have taken what was there meanwhile.
        if (!batch.isEmpty() || closed) {
          return batch;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Job> batch(int enough) {
    List<Job> batch = new ArrayList<>();
    int size = 0;
    Iterator<Job> jobs = waiting.iterator();
    while (size < enough && jobs.hasNext()) {
      Job job = jobs.next();
      int more = job.work().size();
      if (batch.isEmpty() || (size + more <= enough && job.work().joins(batch.get(0).work()))) {
        jobs.remove();
        texts -= more;
        size += more;
        batch.add(job);
      }
    }
    return batch;
  }

  /** Takes no more jobs; those that wait are still handed out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
