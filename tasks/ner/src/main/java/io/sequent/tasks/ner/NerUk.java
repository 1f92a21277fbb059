package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.Downloads;
import io.sequent.common.data.Downloads.RemoteFile;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches NER-UK 1.0, the corpus of Ukrainian named entities by lang-uk (CC BY-NC-SA 4.0), and
 * writes it as {@code train}, {@code dev} and {@code test.iob2.tsv}. Test is the published TEST
 * list; of the published DEV list every tenth document is validation, the others training.
 */
final class NerUk implements DataSource.Fetcher {
  private static final String HOST = "raw.githubusercontent.com";
  private static final String COMMIT = "/lang-uk/ner-uk/7772b45807453854883a8e6d23e4d145014a1a42/";
  private static final String MANIFEST = "ner-uk.sha256";
  private static final String DOCUMENTS = "v1.0/data/";
  private static final String LISTS = "v1.0/dev-test-split.txt";
  private static final int VALIDATION_EVERY = 10;

  @Override
  public void fetch(Downloads downloads, Path folder) throws IOException {
    Path originals = folder.resolve("originals");
    downloads.fetch(files(originals));

    List<String> train = new ArrayList<>();
    List<String> validation = new ArrayList<>();
    List<String> test = new ArrayList<>();
    Path lists = originals.resolve(localName(LISTS));
    List<String> names = TextFile.read(lists).lines().filter(name -> !name.isBlank()).toList();
    int testStart = names.indexOf("TEST");
    if (testStart < 1 || !names.get(0).equals("DEV")) {
      throw new UserError(lists + ": expected the lists DEV and TEST");
    }
    for (int i = 1; i < names.size(); i++) {
      if (i > testStart) {
        test.add(names.get(i));
      } else if (i < testStart) {
        (i % VALIDATION_EVERY == 0 ? validation : train).add(names.get(i));
      }
    }
    write(originals, train, folder.resolve(NerData.TRAIN));
    write(originals, validation, folder.resolve(NerData.VALIDATION));
    write(originals, test, folder.resolve(NerData.TEST));
  }

  private static void write(Path originals, List<String> documents, Path target)
      throws IOException {
    StringBuilder sentences = new StringBuilder();
    for (String document : documents) {
      sentences.append(
          BratConverter.iob2(
              originals.resolve(localName(DOCUMENTS + document + ".txt")),
              originals.resolve(localName(DOCUMENTS + document + ".ann"))));
    }
    AtomicFile.write(target, sentences.toString());
  }

  /** Every published file, with the checksum that the program comes with. */
  private static List<RemoteFile> files(Path originals) throws IOException {
    try (InputStream manifest = NerUk.class.getResourceAsStream(MANIFEST)) {
      if (manifest == null) {
        throw new IllegalStateException("no resource " + MANIFEST);
      }
      return new String(manifest.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(
              line -> {
                // As sha256sum prints it: checksum, two spaces, path.
                String path = line.substring(line.indexOf(' ') + 2);
                return new RemoteFile(
                    address(path),
                    line.substring(0, line.indexOf(' ')),
                    originals.resolve(localName(path)));
              })
          .toList();
    }
  }

  private static URI address(String path) {
    try {
      return URI.create(new URI("https", HOST, COMMIT + path, null).toASCIIString());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(path, e);
    }
  }

  /** In ASCII: a Java that runs in the locale C cannot name other files. */
  private static String localName(String path) {
    String address = address(path).toString();
    return address.substring(address.lastIndexOf('/') + 1);
  }
}
