package io.sequent.common.serve;

import io.sequent.common.UserError;
import java.io.Serial;

/** A request that is not answered as it wished: a status, and a line that says why. */
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int NOT_ACCEPTABLE = 406;
  static final int TOO_SLOW = 408;
  static final int CONFLICT = 409;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED_TYPE = 415;
  static final int UNPROCESSABLE = 422;
  static final int TOO_MANY = 429;
  static final int UNAVAILABLE = 503;
  static final int TIMED_OUT = 504;

  private final int status;

  /** No stack trace: a server may refuse thousands in a second. */
  Refusal(int status, String message) {
    super(UserError.printable(message), null, false, false);
    this.status = status;
  }

  /** The status of HTTP. */
  int status() {
    return status;
  }

  /** The line. */
  String line() {
    return String.valueOf(getMessage());
  }
}
