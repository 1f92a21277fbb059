package io.sequent.common.serve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses, such as a request that is no HTTP, in the form of all errors. */
final class ErrorAnswer implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Object cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    if (cause instanceof HttpException exception) {
      response.setStatus(exception.getCode());
    }
    Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    Refusal refusal =
        new Refusal(
            response.getStatus(),
            message instanceof String text && response.getStatus() < 500
                ? text
                : HttpStatus.getMessage(response.getStatus()));
    if (refusal.status() == Refusal.UNAVAILABLE) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      response.getHeaders().put(HttpHeader.RETRY_AFTER, Exchange.RETRY_SECONDS);
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Exchange.JSON);
    byte[] body = Exchange.error(refusal.line()).getBytes(StandardCharsets.UTF_8);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
