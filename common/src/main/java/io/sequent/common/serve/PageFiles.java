package io.sequent.common.serve;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;

/** The files of the page, which may load nothing from elsewhere. */
final class PageFiles {
  static final String INDEX = "index.html";

  private static final String FOLDER = "page/";

  /** No folders, and nothing that begins with a dot. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final MimeTypes TYPES = MimeTypes.DEFAULTS;

  private PageFiles() {}

  /**
   * Answers with a file.
   *
   * @throws Refusal if there is none of that name
   */
  static void answer(String name, Exchange exchange) throws IOException {
    InputStream found =
        NAME.matcher(name).matches() ? PageFiles.class.getResourceAsStream(FOLDER + name) : null;
    if (found == null) {
      throw new Refusal(Refusal.NOT_FOUND, "no page '" + name + "'");
    }
    try (InputStream file = found) {
      secure(exchange.answerHeaders(), POLICY);
      exchange.answerHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
      exchange.bytes(HttpStatus.OK_200, type(name), file.readAllBytes());
    }
  }

  private static String type(String name) {
    String type = TYPES.getMimeByExtension(name);
    if (type == null) {
      return "application/octet-stream";
    }
    return type.startsWith("text/") ? type.replaceFirst(";.*", "") + "; charset=utf-8" : type;
  }

  /** What browsers are told of a page. */
  static void secure(HttpFields.Mutable headers, String policy) {
    headers.put("Content-Security-Policy", policy);
    headers.put(new HttpField("X-Content-Type-Options", "nosniff"));
    headers.put(new HttpField("Referrer-Policy", "no-referrer"));
  }
}
