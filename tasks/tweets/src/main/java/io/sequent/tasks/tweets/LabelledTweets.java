package io.sequent.tasks.tweets;

import io.sequent.common.data.DataSource;
import io.sequent.common.data.Downloads;
import io.sequent.common.data.Downloads.RemoteFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Fetches the labelled tweets of Davidson et al. 2017 (MIT licence). They hold abusive language.
 */
final class LabelledTweets implements DataSource.Fetcher {
  private static final URI FILE =
      URI.create(
          "https://raw.githubusercontent.com/t-davidson/hate-speech-and-offensive-language/"
              + "cb50f7e9eb855a99abc51423bf40df0e26d6fe30/data/labeled_data.csv");
  private static final String SHA256 =
      "fcb8bc7c68120ae4af04a5b9acd58585513ede11e1548ebf36a5c2040b6f6281";

  @Override
  public void fetch(Downloads downloads, Path folder) throws IOException {
    Path target = folder.resolve(Dataset.HATE.format().train());
    downloads.fetch(List.of(new RemoteFile(FILE, SHA256, target)));
  }
}
