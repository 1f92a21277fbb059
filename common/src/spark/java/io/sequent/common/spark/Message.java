package io.sequent.common.spark;

import io.sequent.common.study.engine.TrainingWatch.EpochNews;
import java.io.Serializable;

/**
 * What nodes tell or ask the driver while they train. It travels as bytes, by Spark's own
 * connections: Spark itself could not read the classes of a program that it gets only later.
 */
sealed interface Message extends Serializable {
  /** Bytes of a file that travel at once. */
  int CHUNK = 1 << 20;

  /** Number of the order that the message is about. */
  long order();

  /** What needs no answer. */
  sealed interface News extends Message {}

  /** A node begins a training. */
  record Begun(long order, String node) implements News {}

  /** An epoch is done. */
  record Epoch(long order, int epoch, String metric, double value, boolean best) implements News {
    Epoch(long order, EpochNews news) {
      this(order, news.epoch(), news.metric(), news.value(), news.best());
    }

    EpochNews news() {
      return new EpochNews(epoch, metric, value, best);
    }
  }

  /** Asks which files a folder of the driver holds; the answer is an array of names. */
  record Files(long order, Place place) implements Message {}

  /** Asks for the next bytes of a file of the driver; none at its end. */
  record Read(long order, Place place, String file, long offset) implements Message {}

  /**
   * Appends to a file that goes to the driver.
   *
   * @param attempt number of the task's attempt: what a lost one has sent is not mixed with it
   */
  record Write(long order, long attempt, String file, byte[] bytes) implements Message {}

  /** All files of a run folder have been sent. */
  record Sent(long order, long attempt) implements Message {}

  /** The folders of the driver that a node may read. */
  enum Place {
    /** The run's own, where a training was interrupted. */
    RUN,
    /** That of the run which it continues. */
    SHORTER
  }
}
