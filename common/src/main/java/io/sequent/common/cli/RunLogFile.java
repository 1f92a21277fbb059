package io.sequent.common.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.Closeable;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the full log of the thread that opened it to a file until closed. */
final class RunLogFile implements Closeable {
  private final ch.qos.logback.classic.Logger root;
  private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

  private RunLogFile(LoggerContext context, Path file) {
    root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger{36} - %msg%n");
    encoder.start();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.addFilter(new OneThread(Thread.currentThread().getName()));
    appender.start();
    root.addAppender(appender);
  }

  /**
   * Starts logging to {@code file}, after what it may hold already; does nothing where SLF4J is not
   * bound to Logback.
   */
  static Closeable open(Path file) {
    return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        ? new RunLogFile(context, file)
        : () -> {};
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    appender.stop();
  }

  /** Several runs at once keep their logs apart. */
  private static final class OneThread extends Filter<ILoggingEvent> {
    private final String thread;

    OneThread(String thread) {
      this.thread = thread;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
      return event.getThreadName().equals(thread) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
  }
}
