package io.sequent.common.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPiecesTest {
  private static final int WORDS = EncoderFiles.WORDS.size();

  private static final Path REAL = Path.of("..", "shared", "data", "bert");

  /** {@code Ġ} is a space. */
  private static final String OF_BYTES =
      """
      {"version":"1.0","added_tokens":[{"id":0,"content":"<s>","single_word":false,"lstrip":false,
        "rstrip":false,"normalized":false,"special":true}],"normalizer":null,
       "pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true},
       "post_processor":{"type":"RobertaProcessing","sep":["<s>",0],"cls":["<s>",0],
        "trim_offsets":true,"add_prefix_space":false},
       "padding":{"strategy":{"Fixed":64},"direction":"Right","pad_to_multiple_of":null,
        "pad_id":0,"pad_type_id":0,"pad_token":"<s>"},
       "model":{"type":"BPE","vocab":{"<s>":0,"a":1,"b":2,"Ġ":3,"Ġa":4},"merges":["Ġ a"]}}
      """;

  @TempDir Path folder;

  private static EncoderSizes sizes(int vocabulary) {
    return new EncoderSizes(vocabulary, 4, 512);
  }

  @Test
  void wordsAreDividedIntoTheLongestPieces() throws Exception {
    assertThat(pieces("The seaside, UNAFFORDABLE!"))
        .containsExactly(
            "[CLS]", "the", "sea", "##side", ",", "un", "##afford", "##able", "!", "[SEP]");
  }

  @ParameterizedTest
  @CsvSource({
    "Cafés, cafe ##s",
    "is海!, is 海 !",
    "a, [UNK]",
    "'', ''",
    "the\u0000 \u200Bsea, the sea",
    "\uD83D\uDE00 sea, [UNK] sea",
    "\uD83D sea, sea",
    "sea [MASK] is, sea [MASK] is",
  })
  void unusualTextsAreAsInBert(String text, String expected) throws Exception {
    assertThat(String.join(" ", pieces(text)))
        .isEqualTo(("[CLS] " + expected + " [SEP]").replace("  ", " "));
  }

  @Test
  void capitalsCountIfTheVocabularyHasSome() throws Exception {
    vocabulary("[UNK]", "[CLS]", "[SEP]", "Sea", "sea", "cafe");
    assertThat(ids("Sea sea SEA café")).containsExactly(1, 3, 4, 0, 0, 2);
  }

  @Test
  void theConfigurationSaysWhetherCapitalsCount() throws Exception {
    vocabulary("[UNK]", "[CLS]", "[SEP]", "Sea", "sea", "cafe", "café");
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"do_lower_case\": true, \"strip_accents\": false}");

    assertThat(ids("Sea sea SEA café")).containsExactly(1, 4, 4, 4, 6, 2);
  }

  @Test
  void aTokenizerFileIsTakenBeforeAVocabulary() throws Exception {
    vocabulary("[UNK]", "[CLS]", "[SEP]", "sea");
    String made = TokenizerText.ofFolder(folder, WORDS);
    Files.writeString(folder.resolve("tokenizer.json"), made);
    vocabulary("[UNK]", "[CLS]", "[SEP]", "calm");

    assertThat(ids("sea calm")).containsExactly(1, 3, 0, 2);
  }

  @Test
  void longTextsAreCutBeforeTheLastSpecialPiece() throws Exception {
    try (WordPieces tokenizer = bert(5)) {
      List<Pieces> pieces = tokenizer.encode(List.of("the sea is calm", "the sea is", ""));

      assertThat(pieces.get(0).ids()).containsExactly(2, 5, 6, 7, 3);
      assertThat(pieces).extracting(Pieces::length).containsExactly(5, 5, 2);
      assertThat(pieces).extracting(Pieces::cut).containsExactly(true, false, false);
    }
  }

  @Test
  void eachWordKnowsItsFirstPiece() throws Exception {
    try (WordPieces tokenizer = bert(8)) {
      Pieces pieces =
          tokenizer.encodeWords(List.of("The", "seaside,", "", "is", "unaffordable", "calm"));

      assertThat(pieces.ids()).containsExactly(2, 5, 6, 8, 12, 7, 16, 3);
      assertThat(pieces.words()).containsExactly(-1, 0, 1, 1, 1, 3, 4, -1);
      assertThat(pieces.cut()).isTrue();
      assertThat(pieces.firstOfWords(6)).containsExactly(1, 2, -1, 5, 6, -1);
    }
  }

  @Test
  void spacesBelongToThePieceAfterThemWhereBytesAre() throws Exception {
    try (WordPieces tokenizer =
        WordPieces.of("bytes", TokenizerText.of("bytes", OF_BYTES, 5), sizes(5), 10)) {
      Pieces words = tokenizer.encodeWords(List.of("a", "ab", "b"));

      assertThat(words.ids()).containsExactly(0, 1, 4, 2, 3, 2, 0);
      assertThat(words.words()).containsExactly(-1, 0, 1, 1, 2, 2, -1);
      assertThat(tokenizer.encode(List.of("a ab b")).get(0).ids()).isEqualTo(words.ids());
    }
  }

  @Test
  void itsTextMakesItAgain() throws Exception {
    try (WordPieces tokenizer = bert(6);
        WordPieces again = WordPieces.of("kept", tokenizer.json(), sizes(WORDS), 6)) {
      List<String> texts = List.of("the seaside is unaffordable", "calm");

      assertThat(again.encode(texts)).usingRecursiveComparison().isEqualTo(tokenizer.encode(texts));
    }
  }

  @Test
  void aVocabularyLargerThanTheEncodersIsRefused() throws Exception {
    vocabulary("[UNK]", "[CLS]", "[SEP]", "sea");
    assertThatThrownBy(() -> TokenizerText.ofFolder(folder, 3))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("vocab.txt: 4 word pieces, expected at most the 3 of the encoder");
  }

  @Test
  void aVocabularyOfAnotherKindIsRefused() throws Exception {
    vocabulary("<s>", "</s>", "sea");
    assertThatThrownBy(() -> TokenizerText.ofFolder(folder, 3))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("vocab.txt: no line '[UNK]', which a BERT needs");
  }

  @Test
  void aFolderWithoutATokenizerIsRefused() {
    assertThatThrownBy(() -> TokenizerText.ofFolder(folder, 3))
        .isInstanceOf(UserError.class)
        .hasMessage(folder + ": no tokenizer, expected tokenizer.json or vocab.txt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                                          | expected a JSON object
          {"model":                                                   | it ends too early
          {"model":{}}                                                | a model with a vocabulary
          {"model":{"vocab":{"a":-1}}}                                | id '-1' of a word piece
          {"model":{"vocab":{"a":0}},"added_tokens":[{"id":"b"}]}     | id '"b"' of a word piece
          {"model":{"vocab":{"a":0}},"added_tokens":[{"id":5}]}       | 6 word pieces, expected at most the 5
          {"model":{"vocab":[["a",0]],"type":"Unigram"}}              | unk_id '' is not in the vocabulary
          {"model":{"vocab":[["a",0]],"type":"Unigram","unk_id":1}}   | unk_id '1' is not in the vocabulary
          {"model":{"vocab":{"a":0},"type":"WordPiece"}}              | not a tokenizer
          {"model":{"vocab":{"a":0},"type":"Tree"}}                   | not a tokenizer
          """)
  void brokenTokenizersAreRefused(String text, String problem) {
    assertThatThrownBy(() -> WordPieces.of("kept", TokenizerText.of("kept", text, 5), sizes(5), 5))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("kept:")
        .hasMessageContaining(problem);
  }

  /** Each would abort the process, or read outside the encoder's embeddings. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "unk_token":"[UNK]"     | "unk_token":"?"              | unk_token '?' is not in the vocabulary
          "model":{               | "model":{"merges":[],        | a BPE with a continuing_subword_prefix
          ["[SEP]",3]             | ["[SEP]",20]                 | a word piece of id 20, expected at most the 19
          ["[SEP]",3]             | ["[SEP]",3000000000]         | a word piece of id 3000000000
          {"type":"BertNormalizer"| {"type":"Precompiled","precompiled_charsmap":"AAA=" | the precompiled_charsmap is damaged
          {"type":"BertPreTokenizer"} | {"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"(a*)*b"},"behavior":"Removed","invert":false}]} | the pattern '(a*)*b' is not supported
          {"type":"BertProcessing"| {"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"[X]","type_id":0}}],"pair":[],"special_tokens":{} | the special token '[X]' is not defined
          {"type":"BertProcessing"| {"type":"TemplateProcessing","single":[],"pair":[{"SpecialToken":["[Y]",0]}],"special_tokens":{} | the special token '[Y]' is not defined
          """)
  void whatTheLibraryWouldNotSurviveIsRefused(String part, String other, String problem)
      throws Exception {
    Files.write(folder.resolve("vocab.txt"), EncoderFiles.WORDS);
    String json = TokenizerText.ofFolder(folder, WORDS);
    assertThat(json).contains(part);
    Path file = Files.writeString(folder.resolve("tokenizer.json"), json.replace(part, other));
    assertThatThrownBy(() -> WordPieces.read(file, sizes(WORDS), 5).encode(List.of("the sea", "q")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aVocabularyGivesWhatTheTokenizerFileGives() throws Exception {
    Path published = REAL.resolve("tinybert-tokenizer.json");
    assumeTrue(Files.exists(published), "the data folder is not there");
    String json = TokenizerText.of("published", Files.readString(published), 1656);
    String[] words = new String[1656];
    StrictJson.object("published", json)
        .path("model")
        .path("vocab")
        .properties()
        .forEach(entry -> words[entry.getValue().intValue()] = entry.getKey());
    Files.write(folder.resolve("vocab.txt"), List.of(words));
    List<String> texts =
        List.of(
            "It is a truth universally acknowledged, that a single man in possession...",
            "  MR.\tBENNET's  naïve caf\u00e9 — \"quite\" so;\nhe's 海 [MASK] \uD83D\uDE00",
            "x".repeat(101),
            "");

    try (WordPieces given = WordPieces.of("published", json, sizes(1656), 100);
        WordPieces made =
            WordPieces.of("own", TokenizerText.ofFolder(folder, 1656), sizes(1656), 100)) {
      assertThat(made.encode(texts)).usingRecursiveComparison().isEqualTo(given.encode(texts));
    }
  }

  /** The published vocabularies, of which one has capitals and the other none. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          uncased, 30522, Naïve Résumés, 101 15743 13746 2015 102
          cased, 28996, Paris, 101 2123 102
          """)
  void publishedVocabulariesGiveThePublishedIds(String kind, int size, String text, String expected)
      throws Exception {
    Path vocabulary = REAL.resolve("bert-base-" + kind + "-vocab.txt");
    assumeTrue(Files.exists(vocabulary), "the data folder is not there");
    Files.copy(vocabulary, folder.resolve("vocab.txt"));

    String json = TokenizerText.ofFolder(folder, size);

    try (WordPieces pieces = WordPieces.of(kind, json, sizes(size), 20)) {
      assertThat(pieces.encode(List.of(text)).get(0).ids())
          .containsExactly(
              Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray());
    }
  }

  private void vocabulary(String... words) throws IOException {
    Files.write(folder.resolve("vocab.txt"), List.of(words));
  }

  private WordPieces bert(int most) throws IOException {
    Files.write(folder.resolve("vocab.txt"), EncoderFiles.WORDS);
    return WordPieces.of("bert", TokenizerText.ofFolder(folder, WORDS), sizes(WORDS), most);
  }

  private List<String> pieces(String text) throws IOException {
    try (WordPieces tokenizer = bert(20)) {
      int[] ids = tokenizer.encode(List.of(text)).get(0).ids();
      return Arrays.stream(ids).mapToObj(EncoderFiles.WORDS::get).toList();
    }
  }

  private int[] ids(String text) throws IOException {
    String json = TokenizerText.ofFolder(folder, WORDS);
    try (WordPieces tokenizer = WordPieces.of("own", json, sizes(WORDS), 20)) {
      return tokenizer.encode(List.of(text)).get(0).ids();
    }
  }
}
