package io.sequent.tasks.ner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.common.data.Downloads;
import io.sequent.common.data.Downloads.RemoteFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the conversion against the published corpus, where a copy of it lies beside the project.
 */
class NerUkTest {
  private static final Path COPY = Path.of("..", "shared", "data", "ner_uk");

  @Test
  void publishedDocumentsBecomeTheKnownFiles(@TempDir Path folder) throws Exception {
    Path archive = COPY.resolve("ner-uk-v1.0-raw.tar.gz");
    assumeTrue(Files.exists(archive), "no copy of NER-UK at " + COPY);
    Map<String, byte[]> published = filesByChecksum(archive);

    Downloads fromArchive =
        files -> {
          assertThat(files).hasSize(1 + 2 * 262);
          for (RemoteFile file : files) {
            byte[] content = published.get(file.sha256().orElseThrow());
            assertThat(content).as(file.address().toString()).isNotNull();
            assertThat(file.target().getFileName().toString()).isASCII();
            assertThat(file.address().toString())
                .startsWith("https://raw.githubusercontent.com/lang-uk/ner-uk/7772b458");
            Files.createDirectories(file.target().getParent());
            Files.write(file.target(), content);
          }
          assertThat(files.stream().map(RemoteFile::target)).doesNotHaveDuplicates();
        };
    new NerUk().fetch(fromArchive, folder);

    for (String part : new String[] {NerData.TRAIN, NerData.VALIDATION, NerData.TEST}) {
      assertThat(folder.resolve(part)).hasSameBinaryContentAs(COPY.resolve("v1_iob").resolve(part));
    }
  }

  /** Reads a tar archive of regular files; names do not matter here. */
  private static Map<String, byte[]> filesByChecksum(Path archive) throws Exception {
    ByteBuffer tar;
    try (GZIPInputStream bytes = new GZIPInputStream(Files.newInputStream(archive))) {
      tar = ByteBuffer.wrap(bytes.readAllBytes());
    }
    Map<String, byte[]> files = new HashMap<>();
    byte[] header = new byte[512];
    while (tar.remaining() > header.length) {
      tar.get(header);
      String octal = new String(Arrays.copyOfRange(header, 124, 136), UTF_8).replaceAll("\\D", "");
      byte[] content = new byte[octal.isEmpty() ? 0 : Integer.parseInt(octal, 8)];
      tar.get(content);
      tar.position(Math.min(tar.limit(), (tar.position() + 511) / 512 * 512));
      files.put(sha256(content), content);
    }
    return files;
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
