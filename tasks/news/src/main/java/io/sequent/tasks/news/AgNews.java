package io.sequent.tasks.news;

import io.sequent.common.data.DataSource;
import io.sequent.common.data.Downloads;
import io.sequent.common.data.Downloads.RemoteFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Fetches AG's News topic classification (Zhang, Zhao and LeCun 2015): 120,000 training and 7,600
 * test texts, for research and other non-commercial use. The checksums of the two CSV files are
 * those that Hugging Face lists for {@code ag_news}.
 */
final class AgNews implements DataSource.Fetcher {
  private static final URI FOLDER =
      URI.create(
          "https://raw.githubusercontent.com/mhjabreel/CharCnn_Keras/"
              + "555590db4219b1243abb1918effd6a7425a2d75f/data/ag_news_csv/");

  private static final Map<String, String> SHA256 =
      Map.of(
          "classes.txt", "612dbfa932f07a6ed837295a7d5746ce7412e7bb4bc32ba919fdb3cda3a1b9b5",
          "readme.txt", "779c2e6bbf93dd810d9c7b318006daef7a4bfc34062002461d251dc10fb9f58c",
          "test.csv", "521465c2428ed7f02f8d6db6ffdd4b5447c1c701962353eb2c40d548c3c85699",
          "train.csv", "76a0a2d2f92b286371fe4d4044640910a04a803fdd2538e0f3f29a5c6f6b672e");

  @Override
  public void fetch(Downloads downloads, Path folder) throws IOException {
    downloads.fetch(
        SHA256.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                file ->
                    new RemoteFile(
                        FOLDER.resolve(file.getKey()),
                        file.getValue(),
                        folder.resolve(file.getKey())))
            .toList());
  }
}
