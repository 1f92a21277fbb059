package io.sequent.common.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimTest {
  @TempDir private Path folder;

  @Test
  void whatIsClaimedIsNotFreeUntilItIsClosed() throws IOException {
    Path file = folder.resolve("locks").resolve("one");
    Claim first = Claim.on(file).orElseThrow();
    assertThat(Claim.on(file)).isEmpty();
    assertThat(Claim.on(folder.resolve("locks").resolve("..").resolve("locks/one"))).isEmpty();
    Optional<Claim> other = Claim.on(folder.resolve("locks").resolve("two"));
    assertThat(other).isPresent();
    first.close();
    Claim again = Claim.await(file);
    assertThat(Claim.on(file)).isEmpty();
    again.close();
    other.get().close();
  }
}
