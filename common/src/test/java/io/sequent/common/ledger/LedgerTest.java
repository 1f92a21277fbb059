package io.sequent.common.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.run.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final String LEAST =
      "{\"study\":\"s\",\"row\":\"r\",\"task\":\"news\",\"seed\":3,\"configHash\":\"c\","
          + "\"dataHash\":\"d\",\"metrics\":{\"test\":{\"accuracy\":0.5,\"macroF1\":null}}}";

  @TempDir private Path folder;
  private Path study;
  private Path file;
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void nameTheFile() {
    study = folder.resolve("study");
    file = study.resolve("ledger.jsonl");
  }

  private Ledger open() throws IOException {
    return Ledger.at(file, notes::add);
  }

  private void write(String... lines) throws IOException {
    Files.createDirectories(study);
    Files.writeString(file, String.join("\n", lines));
  }

  private static String line(LedgerEntry entry) throws IOException {
    return new String(LedgerLine.of(entry), StandardCharsets.UTF_8).strip();
  }

  @Test
  void missingFileIsAnEmptyLedgerAndIsMadeByTheFirstAppend() throws IOException {
    Ledger ledger = open();
    assertThat(ledger.read()).isEmpty();
    assertThat(ledger.find("a", "data", RunRecord.Scope.VALIDATION)).isEmpty();
    assertThat(study).doesNotExist();
    ledger.append(Entries.finished("a"));
    assertThat(ledger.read()).containsExactly(Entries.finished("a"));
  }

  @Test
  void whatIsAppendedIsReadBackOneLineARun() throws IOException {
    Ledger ledger = open();
    ledger.append(Entries.full("a"));
    ledger.append(Entries.failed("b", "loss is not a number in epoch 2"));
    assertThat(Files.readAllLines(file)).hasSize(2);
    assertThat(file).content().contains("\"pearson.A\":null", "\"otherLoad\":null");
    List<LedgerEntry> read = open().read();
    assertThat(read)
        .containsExactly(Entries.full("a"), Entries.failed("b", "loss is not a number in epoch 2"));
    assertThat(Ledger.read(file, notes::add)).isEqualTo(read);
    assertThat(read.get(0).run().config().keySet()).containsExactly("seed", "cell", "attention");
    assertThat(read.get(0).history().get(1).trainLoss()).isNaN();
    assertThat(read.get(0).run().metrics().get("test")).containsEntry("pearson.A", Double.NaN);
    assertThat(notes).isEmpty();
  }

  @Test
  void fieldsStandInTheOrderOfTheRecord() throws IOException {
    assertThat(line(Entries.full("a")))
        .startsWith("{\"schemaVersion\":1,\"study\":\"study\",\"row\":")
        .containsSubsequence(
            "\"task\":", "\"status\":", "\"configHash\":", "\"metrics\":", "\"history\":")
        .endsWith("\"dataHash\":\"data\"}}");
  }

  @Test
  void lineWithLittleOrUnknownInItIsRead() throws IOException {
    write(
        LEAST,
        LEAST.replace(
            "{\"study\"", "{\"colour\":[1,{}],\"seconds\":12,\"provenance\":{},\"study\""),
        "");
    List<LedgerEntry> read = open().read();
    LedgerEntry least = read.get(0);
    assertThat(least.finished()).isTrue();
    assertThat(least.failure()).isEmpty();
    assertThat(least.run().seed()).isEqualTo(3);
    assertThat(least.run().times().train()).isEmpty();
    assertThat(least.run().times().otherLoad()).isEmpty();
    assertThat(least.run().times().predictionsPerSecond()).isEmpty();
    assertThat(least.run().metrics().get("test"))
        .isEqualTo(Map.of("accuracy", 0.5, "macroF1", Double.NaN));
    assertThat(least.run().config()).isEmpty();
    assertThat(least.history()).isEmpty();
    assertThat(least.scores()).isEmpty();
    assertThat(least.run().samples()).isEmpty();
    assertThat(least.run().training().examples()).isEmpty();
    assertThat(read.get(1).run().times().train()).hasValue(12);
    assertThat(least.run().provenance()).isEqualTo(read.get(1).run().provenance());
    assertThat(least.run().provenance().dataHash()).isEqualTo("d");
    assertThat(line(least)).isEqualTo(line(read.get(0)));
  }

  @Test
  void finishedRunCountsBeforeAFailedOneAndTheLaterBeforeTheEarlier() throws IOException {
    Ledger ledger = open();
    ledger.append(Entries.failed("a", "first"));
    ledger.append(Entries.failed("a", "second"));
    assertThat(ledger.find("a", "data", RunRecord.Scope.VALIDATION))
        .contains(Entries.failed("a", "second"));
    ledger.append(Entries.finished("a"));
    ledger.append(Entries.full("a"));
    ledger.append(Entries.failed("a", "third"));
    assertThat(ledger.find("a", "data", RunRecord.Scope.VALIDATION)).contains(Entries.full("a"));
    assertThat(ledger.find("a", "other", RunRecord.Scope.VALIDATION)).isEmpty();
    assertThat(ledger.find("b", "data", RunRecord.Scope.VALIDATION)).isEmpty();
    assertThat(ledger.read()).hasSize(5);
    assertThat(ledger.find("a", "data", RunRecord.Scope.VALIDATION)).contains(Entries.full("a"));
  }

  @Test
  void entryWithoutTestFiguresIsFoundByThoseAloneWhoNeedNone() throws IOException {
    Ledger ledger = open();
    LedgerEntry untested = Entries.untested("a");
    ledger.append(untested);
    assertThat(ledger.find("a", "data", RunRecord.Scope.VALIDATION)).contains(untested);
    assertThat(ledger.find("a", "data", RunRecord.Scope.TEST)).isEmpty();
    ledger.append(Entries.failed("a", "no memory"));
    assertThat(ledger.find("a", "data", RunRecord.Scope.VALIDATION)).contains(untested);
    assertThat(ledger.find("a", "data", RunRecord.Scope.TEST))
        .contains(Entries.failed("a", "no memory"));
    ledger.append(Entries.full("a"));
    assertThat(ledger.find("a", "data", RunRecord.Scope.TEST)).contains(Entries.full("a"));
  }

  @Test
  void runThatAnotherAppendedIsFound() throws IOException {
    Ledger one = open();
    Ledger other = open();
    for (String hash : List.of("a", "b", "c")) {
      assertThat(one.find(hash, "data", RunRecord.Scope.VALIDATION)).isEmpty();
      other.append(Entries.full(hash));
      assertThat(one.find(hash, "data", RunRecord.Scope.VALIDATION)).contains(Entries.full(hash));
    }
    assertThat(one.find("a", "data", RunRecord.Scope.VALIDATION)).contains(Entries.full("a"));
  }

  @Test
  void fileThatTookThePlaceOfALongerOneIsReadAnew() throws IOException {
    Ledger ledger = open();
    ledger.append(Entries.full("a"));
    ledger.append(Entries.full("b"));
    write(line(Entries.finished("c")), "");
    assertThat(ledger.find("a", "data", RunRecord.Scope.VALIDATION)).isEmpty();
    assertThat(ledger.find("c", "data", RunRecord.Scope.VALIDATION))
        .contains(Entries.finished("c"));
    Files.delete(file);
    assertThat(ledger.find("c", "data", RunRecord.Scope.VALIDATION)).isEmpty();
  }

  @Test
  void lineLongerThanABufferIsRead() throws IOException {
    LedgerEntry large =
        Entries.entry("large", null, Map.of("x", "й".repeat(200_000)), List.of(), Map.of());
    Ledger ledger = open();
    ledger.append(Entries.finished("a"));
    ledger.append(large);
    ledger.append(Entries.finished("b"));
    assertThat(open().read()).containsExactly(Entries.finished("a"), large, Entries.finished("b"));
    assertThat(ledger.find("large", "data", RunRecord.Scope.VALIDATION)).contains(large);
  }

  @Test
  void lastLineCutAtAnyByteIsCutOffAndKeptAndNothingElseIsLost() throws IOException {
    String first = line(Entries.full("a"));
    byte[] last = line(Entries.finished("b")).getBytes(StandardCharsets.UTF_8);
    for (int cut = 1; cut < last.length; cut++) {
      write(first, "");
      byte[] tail = Arrays.copyOf(last, cut);
      Files.write(file, tail, StandardOpenOption.APPEND);
      notes.clear();
      Ledger ledger = open();
      Path torn = file.resolveSibling("ledger.jsonl.torn-1");
      assertThat(torn).hasBinaryContent(tail);
      assertThat(notes)
          .singleElement()
          .asString()
          .contains("ledger.jsonl:2: ", "its " + cut + " bytes", torn.toString());
      assertThat(file).hasContent(first + "\n");
      assertThat(ledger.find("b", "data", RunRecord.Scope.VALIDATION)).isEmpty();
      Files.delete(torn);
    }
  }

  @Test
  void lastLineThatLacksItsNewlineAloneIsCompleted() throws IOException {
    write(line(Entries.full("a")), line(Entries.finished("b")));
    Ledger ledger = open();
    assertThat(file).content().endsWith("}\n");
    ledger.append(Entries.finished("c"));
    assertThat(ledger.read())
        .containsExactly(Entries.full("a"), Entries.finished("b"), Entries.finished("c"));
    assertThat(study.toFile().list()).containsExactly("ledger.jsonl");
    assertThat(notes).isEmpty();
  }

  @Test
  void tornLineThatAppearsLaterIsCutOffByTheNextAppendAndEachIsKept() throws IOException {
    Ledger ledger = open();
    for (int n = 1; n <= 2; n++) {
      ledger.append(Entries.finished("a" + n));
      Files.writeString(file, "{\"study\":\"" + n, StandardOpenOption.APPEND);
    }
    ledger.append(Entries.finished("a3"));
    assertThat(ledger.read()).extracting(LedgerEntry::configHash).containsExactly("a1", "a2", "a3");
    assertThat(file.resolveSibling("ledger.jsonl.torn-1")).hasContent("{\"study\":\"1");
    assertThat(file.resolveSibling("ledger.jsonl.torn-2")).hasContent("{\"study\":\"2");
    assertThat(notes).hasSize(2);
  }

  @Test
  void newerVersionIsRefusedBeforeAnythingIsWritten() throws IOException {
    String newer = LEAST.replace("{\"study\"", "{\"schemaVersion\":2,\"study\"");
    String changed = newer.replace("\"seed\":3", "\"seed\":{\"of\":3}");
    for (String line : List.of(newer, changed)) {
      refused(List.of(LEAST, line, LEAST, ""), ":2: schema version 2 of a newer toolkit");
      refused(List.of(LEAST, line), ":2: schema version 2 of a newer toolkit");
    }
  }

  @Test
  void damagedLineIsRefusedBeforeAnythingIsWritten() throws IOException {
    List<String> whole = List.of("not JSON", "", "null", "[]", "7", LEAST + LEAST);
    for (String line : whole) {
      refused(List.of(LEAST, LEAST, line, LEAST, ""), "ledger.jsonl:3: not a run: ");
    }
    // A torn last line does not hide it, and is not cut off either.
    refused(List.of(LEAST, "not JSON", "{\"stu"), "ledger.jsonl:2: not a run: ");
    refused(List.of(LEAST, "{\"a\":1}"), "ledger.jsonl:2: not a run: no 'study'");
    for (String field : List.of("study", "row", "task", "configHash", "dataHash", "metrics")) {
      String lacking = LEAST.replace("\"" + field + "\"", "\"x\"");
      refused(List.of(lacking, LEAST, ""), "ledger.jsonl:1: not a run: no '" + field + "'");
    }
    refused(List.of(LEAST.replace("{\"study\"", "{\"status\":\"done\",\"study\""), ""), "'done'");
    for (String scores : List.of("1:u8:2000000000:eJxjZGAEAAAGAAM=", "1:u8:3:AAAA", "x")) {
      String with = "{\"scores\":{\"mse\":\"" + scores + "\"},\"study\"";
      refused(
          List.of(LEAST, LEAST.replace("{\"study\"", with), ""),
          "ledger.jsonl:2: not a run: metric 'mse': ");
    }
    refused(
        List.of(LEAST.replace("\"study\":\"", "\"study\":\"../"), ""), "1: not a run: study '../");
  }

  private void refused(List<String> lines, String message) throws IOException {
    write(lines.toArray(String[]::new));
    String before = Files.readString(file);
    assertThatThrownBy(this::open)
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message)
        .hasMessageContaining("expected")
        .message()
        .hasLineCount(1);
    assertThat(file).content().isEqualTo(before);
    assertThat(study.toFile().list()).containsExactly("ledger.jsonl");
  }

  @Test
  void lineDamagedAfterOpeningIsRefusedByAppend() throws IOException {
    Ledger ledger = open();
    ledger.append(Entries.finished("a"));
    Files.writeString(file, "damaged\n", StandardOpenOption.APPEND);
    String before = Files.readString(file);
    for (int again = 0; again < 2; again++) {
      assertThatThrownBy(() -> ledger.append(Entries.finished("b")))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("ledger.jsonl:2: ");
    }
    assertThat(file).content().isEqualTo(before);
  }

  @Test
  void folderInPlaceOfTheFileIsRefused() {
    assertThatThrownBy(() -> Ledger.at(folder, notes::add))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is a folder, expected");
  }
}
