package io.sequent.common.network.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of former versions can still be loaded, wherever their classes are today. */
class SavedModelsTest {
  static Set<String> formerNames() {
    return FormerNames.CURRENT.keySet();
  }

  @ParameterizedTest
  @MethodSource("formerNames")
  void formerNameLeadsToAClassOfToday(String former) throws ClassNotFoundException {
    String current = Objects.requireNonNull(FormerNames.CURRENT.get(former));
    assertThat(Class.forName(current).getName()).isEqualTo(current);
    assertThat(FormerNames.CURRENT).as("a chain of names").doesNotContainKey(current);
  }

  static Stream<Path> savedRuns() throws IOException, URISyntaxException {
    Path runs =
        Path.of(Objects.requireNonNull(SavedModelsTest.class.getResource("/saved-runs")).toURI());
    try (Stream<Path> folders = Files.list(runs)) {
      return folders.filter(run -> Files.exists(run.resolve("model.zip"))).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("savedRuns")
  void modelOfAFormerVersionHasTheParametersOfItsRecord(Path run) throws IOException {
    long parameters =
        new ObjectMapper().readTree(run.resolve("result.json").toFile()).get("parameters").asLong();
    assertThat(parameters).isPositive();
    assertThat(ModelFile.load(run.resolve("model.zip")).numParams()).isEqualTo(parameters);
  }
}
