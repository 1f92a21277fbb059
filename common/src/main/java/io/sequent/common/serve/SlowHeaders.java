package io.sequent.common.serve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Closes connections on which the head of a request does not come within the time-out. Jetty's idle
 * time-out begins anew with each byte, and its limits on data rates are for the content.
 */
final class SlowHeaders extends AbstractLifeCycle {
  private static final byte[] ANSWER =
      ("HTTP/1.1 408 Request Timeout\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
              + Exchange.error("the head of the request did not come in time"))
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerConnector connector;
  private final Duration timeout;
  private final Map<EndPoint, Begun> begun = new ConcurrentHashMap<>();

  SlowHeaders(ServerConnector connector, Duration timeout) {
    this.connector = connector;
    this.timeout = timeout;
  }

  @Override
  protected void doStart() {
    again();
  }

  private void again() {
    connector
        .getScheduler()
        .schedule(this::look, Math.min(1000, timeout.toMillis()), TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (!isRunning()) {
      return;
    }
    begun.keySet().removeIf(endPoint -> !endPoint.isOpen());
    connector.getConnectedEndPoints().forEach(this::look);
    again();
  }

  private void look(EndPoint endPoint) {
    Connection connection = endPoint.getConnection();
    if (connection == null || connection.getMessagesIn() > connection.getMessagesOut()) {
      begun.remove(endPoint);
      return;
    }
    Begun known = begun.get(endPoint);
    if (known == null || known.messages != connection.getMessagesIn()) {
      begun.put(
          endPoint, new Begun(connection.getMessagesIn(), connection.getBytesIn(), NanoTime.now()));
    } else if (connection.getBytesIn() > known.bytes
        && NanoTime.since(known.since) > timeout.toNanos()) {
      endPoint.write(Callback.from(endPoint::close, endPoint::close), ByteBuffer.wrap(ANSWER));
    }
  }

  /**
   * A connection on which no request is being answered.
   *
   * @param messages that had come
   * @param bytes that had come
   * @param since when it was seen first
   */
  private record Begun(long messages, long bytes, long since) {}
}
