package io.sequent.common.serve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * Closes connections on which the head of a request does not come within the time-out. Jetty's idle
 * time-out begins anew with each byte, and its limits on data rates are for the content.
 */
final class SlowHeaders extends Handler.Wrapper {
  private static final byte[] ANSWER =
      ("HTTP/1.1 408 Request Timeout\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
              + Exchange.error("the head of the request did not come in time"))
          .getBytes(StandardCharsets.US_ASCII);

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final ServerConnector connector;
  private final Duration timeout;
  private final Set<EndPoint> busy = ConcurrentHashMap.newKeySet();
  private final Map<EndPoint, Head> heads = new ConcurrentHashMap<>();

  SlowHeaders(Handler handler, ServerConnector connector, Duration timeout) {
    super(handler);
    this.connector = connector;
    this.timeout = timeout;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    EndPoint endPoint = connection.getEndPoint();
    busy.add(endPoint);
    Request.addCompletionListener(
        request,
        failure -> {
          heads.put(endPoint, new Head(connection.getBytesIn(), false, 0));
          busy.remove(endPoint);
        });
    return super.handle(request, response, callback);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    again();
  }

  private void again() {
    long millis = Math.min(INTERVAL.toMillis(), timeout.toMillis());
    connector.getScheduler().schedule(this::look, millis, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (isRunning()) {
      connector.getConnectedEndPoints().forEach(this::look);
      heads.keySet().removeIf(endPoint -> !endPoint.isOpen());
      again();
    }
  }

  private void look(EndPoint endPoint) {
    Connection connection = endPoint.getConnection();
    if (connection == null || busy.contains(endPoint)) {
      return;
    }
    Head head = heads.getOrDefault(endPoint, Head.NONE);
    if (connection.getBytesIn() == head.bytes) {
      return;
    }
    if (!head.isBegun) {
      heads.put(endPoint, new Head(head.bytes, true, NanoTime.now()));
    } else if (NanoTime.since(head.since) > timeout.toNanos()) {
      endPoint.write(
          Callback.from(endPoint::close, failure -> endPoint.close()), ByteBuffer.wrap(ANSWER));
    }
  }

  /**
   * What comes before the next request is whole.
   *
   * @param bytes that had come when the one before was answered
   * @param isBegun whether more have come since
   * @param since when that was seen first
   */
  private record Head(long bytes, boolean isBegun, long since) {
    static final Head NONE = new Head(0, false, 0);
  }
}
