package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir private Path folder;

  @Test
  void helpNamesActionsTasksAndSettings() {
    assertThat(Call.of(List.of(), "--help").out())
        .contains(
            "train",
            "evaluate",
            "predict",
            "describe",
            "init-config",
            "download",
            "bench",
            "doctor");
    assertThat(Call.of(List.of(), "train", "--help").out())
        .contains("news", "ner", "stocks", "textgen");
    Call help = Call.of(List.of(), "train", "ner", "--help");
    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("--hidden", "--learning-rate", "--max-train", "default");
  }

  @Test
  void argumentsCanStandInAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("arguments"), "train ner\n--help\n");
    assertThat(Call.of(List.of(), "@" + file).out()).contains("--hidden", "--learning-rate");
  }

  @Test
  void helpOfBenchNamesItsOptionsWithoutATask() {
    Call help = Call.of(List.of(), "bench", "--help");
    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains("--compare", "dl4j", "--shape", "--repeats", "--warmup", "--kernel", "default 0");
  }

  @Test
  void benchMeasuresWhatIsAskedForInBothForms() {
    String padding = "sequent\tpadding-stocks\t0.0\t%";
    Call properties = Call.ofProperties(Map.of("task", "bench", "shape", "padding-stocks"));
    assertThat(properties.status()).as(properties.err()).isZero();
    assertThat(properties.out().lines()).contains(padding);
    Call arguments = Call.of(List.of(), "bench", "--shape=padding-stocks", "--repeats=1");
    assertThat(arguments.status()).as(arguments.err()).isZero();
    assertThat(arguments.out().lines()).contains(padding);
  }

  @Test
  void mistakesInWhatBenchIsAskedForAreNamed() {
    assertThat(Call.of(List.of(), "bench", "--shape=news-lsmt256").errors())
        .containsExactly("error: unknown shape 'news-lsmt256', did you mean 'news-lstm256'?");
    assertThat(Call.of(List.of(), "bench", "--compare=torch").errors())
        .containsExactly(
            "error: setting 'compare': 'torch' is not allowed, expected one of none, dl4j");
    assertThat(Call.ofProperties(Map.of("task", "bench", "shapes", "x")).errors())
        .containsExactly("error: unknown setting 'shapes', did you mean 'shape'?");
    assertThat(Call.ofProperties(Map.of("action", "bench", "task", "news")).err())
        .contains("task 'news'")
        .contains("expected shape=");
  }

  @Test
  void withoutAnythingTheUsageIsShown() {
    Call call = Call.of(List.of());
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err()).contains("Usage: sequent");
  }

  @Test
  void unknownTaskNamesTheNearestOne() {
    Call call = Call.ofProperties(Map.of("task", "new"));
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errors()).containsExactly("error: unknown task 'new', did you mean 'news'?");
  }

  @Test
  void unknownPropertyNamesTheNearestSetting() {
    Call call = Call.ofProperties(Map.of("task", "ner", "hiden", "3"));
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errors())
        .containsExactly("error: unknown setting 'hiden', did you mean 'hidden'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trian news                | unknown action 'trian', did you mean 'train'?",
        "train nws                 | unknown task 'nws', did you mean 'news'?",
        "train films               | unknown task 'films', expected one of ner, news, sentiment,"
            + " stocks, textgen, tweets, weather",
        "train ner --hiden=3       | unknown setting 'hiden', did you mean 'hidden'?",
        "train ner --batch 3       | unknown setting 'batch', did you mean 'batch-size'?",
        "train ner --zzzz          | unknown setting 'zzzz', expected one of those that --help of"
            + " the action and init-config list",
        "train ner --hidden        | setting 'hidden' has no value, expected --hidden=VALUE",
        "train ner hidden=3        | unexpected 'hidden=3', expected settings as --name=value",
        "train --hidden=3 ner      | unexpected '--hidden=3', expected --name=value behind the"
            + " task",
        "--kernel=auto train ner   | unexpected '--kernel=auto', expected --name=value behind the"
            + " action",
        "describe stocks --batch-norm --hiden=3 | unknown setting 'hiden', did you mean 'hidden'?"
      })
  void mistakesOfTheCommandLineAreOneLine(String arguments, String message) {
    Call call = Call.of(List.of(), arguments.split(" +", -1));
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err().lines()).containsExactly("error: " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "--batch-norm --dense=4, true",
    "--dense=4 --batch-norm, true",
    "--batch-norm=false --dense=4, false",
    "--batch-norm false --dense=4, false"
  })
  void flagWithoutAValueIsTrue(String arguments, String value) {
    Call call = Call.of(List.of(arguments.split(" ", -1)), "describe", "stocks", "--data=sample");
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out()).containsPattern("(?m)^\\s*batch-norm +" + value + "\\s*$");
    assertThat(call.out()).containsPattern("(?m)^\\s*dense +4\\s*$");
  }

  @Test
  void lossThatDoesNotFitTheTaskIsOutOfRange() {
    Call call = Call.of(List.of(), "describe", "news", "--data=sample", "--loss=mse");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errors())
        .containsExactly(
            "error: setting 'loss': 'mse' is not allowed, expected one of cross-entropy,"
                + " kl-divergence, focal");
  }

  @Test
  void actionWithoutATaskSaysWhichThereAre() {
    Call call = Call.ofProperties(Map.of("action", "describe"));
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err())
        .contains("no task given")
        .contains("ner, news, sentiment, stocks, textgen, tweets, weather");
  }

  @Test
  void doctorShowsBackendThreadsMemoryAndDataOfEveryTask() {
    Call call = Call.ofProperties(Map.of("action", "doctor"));
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.out())
        .contains("backend", "CPU", "threads", "heap", "ner", "news", "stocks", "textgen");
  }

  @Test
  void predictionForAMissingFileOrRunIsAMistakeOfTheUser() {
    Call noRun = Call.of(List.of(), "predict", "news", "--run=" + folder.resolve("none"));
    assertThat(noRun.status()).isEqualTo(2);
    assertThat(noRun.err()).contains("none: no such folder");
    Call noConfig = Call.of(List.of(), "predict", "news", "--run=" + folder);
    assertThat(noConfig.status()).isEqualTo(2);
    assertThat(noConfig.err()).contains("config.yaml is missing");
  }

  @Test
  void faultOfOursShowsItsStackTraceAndEndsWithStatusOne() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = console(err);
    int fault =
        Main.guarded(
            () -> {
              throw new IllegalStateException("broken");
            },
            console);
    assertThat(fault).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("broken").contains("\tat ");

    err.reset();
    int mistake =
        Main.guarded(
            () -> {
              throw new UserError("wrong");
            },
            console);
    assertThat(mistake).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).strip()).isEqualTo("error: wrong");

    err.reset();
    int denied =
        Main.guarded(
            () -> {
              throw new AccessDeniedException("prices.csv");
            },
            console);
    assertThat(denied).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("error: prices.csv: access denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "There is not enough space on the disk"})
  void fullDiskIsReportedInOneLine(String message) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = console(err);
    int full =
        Main.guarded(
            () -> {
              throw new UncheckedIOException(new IOException(message));
            },
            console);
    assertThat(full).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("error: the disk is full");
    int other =
        Main.guarded(
            () -> {
              throw new IOException("Stream closed");
            },
            console);
    assertThat(other).isEqualTo(1);
  }

  private static Console console(ByteArrayOutputStream output) {
    PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
    return new Console(InputStream.nullInputStream(), stream, stream);
  }
}
