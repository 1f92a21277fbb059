package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.common.study.engine.ClusterEngine;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that ask for an engine that is not to be had, or in a way that makes no sense. */
class EngineOptionsTest extends StudyCalls {
  private void assertRefused(String message, String... more) throws IOException {
    Call call = run(study("s", REFUSED), more);
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errors()).singleElement().asString().contains(message);
    assertThat(ledger(folder)).doesNotExist();
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void clusterWithoutTheProfileNamesTheCommand() throws IOException {
    assumeTrue(ServiceLoader.load(ClusterEngine.class).findFirst().isEmpty(), "a build with Spark");
    assertRefused(
        "engine=spark: this build is without Spark, expected the Maven profile: mvn -Pspark compile"
            + " exec:java -Dengine=spark",
        "--engine=spark",
        "--master=spark://127.0.0.1:7077");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--master=local[2] | master: 'local[2]' without engine=spark, expected both",
        "--engine=spark --parallel=2 | parallel: is for engine=local; a cluster trains as many",
        "--engine=sparc | engine",
      })
  void optionsThatDoNotGoTogetherAreRefused(String given, String message) throws IOException {
    assertRefused(message, given.split(" "));
  }

  @Test
  void searchesAndComparisonsHaveAnEngineToo() {
    for (String action : List.of("tune", "compare")) {
      assertThat(Call.of(List.of(), action, "stocks", "--help").out())
          .contains("--engine", "--master");
    }
  }
}
