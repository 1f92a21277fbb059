package io.sequent.tasks.textgen;

import io.sequent.common.data.DataSource;
import io.sequent.common.data.Downloads;
import io.sequent.common.data.Downloads.RemoteFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Fetches two texts: an excerpt of Shakespeare's plays (from karpathy/char-rnn, MIT) and Taras
 * Shevchenko's Kobzar in Ukrainian (from luchk/text-generation, no licence stated; the author died
 * in 1861).
 */
final class TextFiles implements DataSource.Fetcher {
  private static final String GITHUB = "https://raw.githubusercontent.com/";

  @Override
  public void fetch(Downloads downloads, Path folder) throws IOException {
    downloads.fetch(
        List.of(
            new RemoteFile(
                URI.create(
                    GITHUB
                        + "karpathy/char-rnn/6f9487a6fe5b420b7ca9afb0d7c078e37c1d1b4e"
                        + "/data/tinyshakespeare/input.txt"),
                "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
                folder.resolve(TextgenData.SHAKESPEARE)),
            new RemoteFile(
                URI.create(
                    GITHUB
                        + "luchk/text-generation/f0b514bc19020df6e087e9f0928021510b5cd836"
                        + "/kobzar.txt"),
                "3ab2737cff682d42f49ca02e76882aa93d564c5f20d54ff15cbcf56acc83dad4",
                folder.resolve("kobzar_uk.txt"))));
  }
}
