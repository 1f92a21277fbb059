package io.sequent.common.spark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Takes what Spark and its libraries log away from ours: nothing of it goes to the console, and
 * warnings go to a file. Does nothing where SLF4J is not bound to Logback.
 */
final class SparkLog implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("org.apache.spark", "org.sparkproject", "org.apache.hadoop", "io.netty");
  private static final int REMEMBERED = 50;

  private final Deque<ILoggingEvent> last = new ArrayDeque<>();
  private @Nullable FileAppender<ILoggingEvent> file;

  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          take(event);
        }
      };

  /** Begins; warnings are remembered until there is a file for them. */
  SparkLog() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      appender.setContext(context);
      appender.start();
      for (Logger logger : loggers(context)) {
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(appender);
      }
    }
  }

  private static List<Logger> loggers(LoggerContext context) {
    return NAMES.stream().map(context::getLogger).toList();
  }

  private synchronized void take(ILoggingEvent event) {
    last.add(event);
    if (last.size() > REMEMBERED) {
      last.remove();
    }
    if (file != null) {
      file.doAppend(event);
    }
  }

  /** Sends the warnings so far, and those to come, to a file. */
  synchronized void writeTo(Path path) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      PatternLayoutEncoder encoder = new PatternLayoutEncoder();
      encoder.setContext(context);
      encoder.setPattern("%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{36} - %msg%n");
      encoder.start();
      FileAppender<ILoggingEvent> opened = new FileAppender<>();
      opened.setContext(context);
      opened.setFile(path.toString());
      opened.setEncoder(encoder);
      opened.start();
      last.forEach(opened::doAppend);
      file = opened;
    }
  }

  @Override
  public synchronized void close() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      loggers(context).forEach(logger -> logger.detachAppender(appender));
    }
    if (file != null) {
      file.stop();
    }
  }
}
