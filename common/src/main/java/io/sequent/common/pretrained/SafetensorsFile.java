package io.sequent.common.pretrained;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sequent.common.UserError;
import io.sequent.common.io.JsonProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files in <a href="https://github.com/huggingface/safetensors">safetensors</a>: the header's
 * length in eight bytes, the header in JSON, then the tensors without a gap. What the header says
 * is compared with the file's size before a tensor is looked at.
 */
final class SafetensorsFile {
  private static final int LENGTH_BYTES = 8;

  /** Some ten thousand times that of a usual encoder. */
  private static final int MOST_HEADER_BYTES = 16 << 20;

  private static final String METADATA = "__metadata__";

  private static final Map<String, ElementType> TYPES =
      Map.ofEntries(
          Map.entry("F32", ElementType.FLOAT32),
          Map.entry("F16", ElementType.FLOAT16),
          Map.entry("BF16", ElementType.BFLOAT16),
          Map.entry("BOOL", ElementType.OTHER_1),
          Map.entry("U8", ElementType.OTHER_1),
          Map.entry("I8", ElementType.OTHER_1),
          Map.entry("F8_E4M3", ElementType.OTHER_1),
          Map.entry("F8_E5M2", ElementType.OTHER_1),
          Map.entry("I16", ElementType.OTHER_2),
          Map.entry("U16", ElementType.OTHER_2),
          Map.entry("I32", ElementType.OTHER_4),
          Map.entry("U32", ElementType.OTHER_4),
          Map.entry("I64", ElementType.OTHER_8),
          Map.entry("U64", ElementType.OTHER_8),
          Map.entry("F64", ElementType.OTHER_8));

  private SafetensorsFile() {}

  /**
   * Reads the header.
   *
   * @return the tensors by name
   * @throws UserError if the header is none, or is not true of the file
   */
  static Map<String, StoredTensor> tensors(FileBytes file) throws IOException {
    if (file.size() < LENGTH_BYTES) {
      throw wrong(file, "%d bytes, expected at least %d".formatted(file.size(), LENGTH_BYTES));
    }
    long length = file.part(0, LENGTH_BYTES).getLong();
    if (length < 0 || length > MOST_HEADER_BYTES || length > file.size() - LENGTH_BYTES) {
      throw wrong(
          file,
          "a header of %s bytes in a file of %d, expected at most %d"
              .formatted(
                  Long.toUnsignedString(length),
                  file.size(),
                  Math.min(MOST_HEADER_BYTES, file.size() - LENGTH_BYTES)));
    }
    JsonNode header = header(file, (int) length);
    long dataStart = LENGTH_BYTES + length;
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (!field.getKey().equals(METADATA)) {
        entries.add(entry(file, field.getKey(), field.getValue(), file.size() - dataStart));
      }
    }
    checkWithoutGaps(file, entries, file.size() - dataStart);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (Entry entry : entries) {
      tensors.put(
          entry.name, new StoredTensor(entry.type, entry.shape, dataStart + entry.begin, false));
    }
    return tensors;
  }

  private static JsonNode header(FileBytes file, int length) throws IOException {
    byte[] bytes = new byte[length];
    ByteBuffer part = file.part(LENGTH_BYTES, length);
    part.get(bytes);
    JsonNode header;
    try {
      header = StrictJson.tree(bytes);
    } catch (JsonProcessingException e) {
      throw wrong(file, "its header: " + JsonProblem.of(e));
    }
    if (!header.isObject()) {
      throw wrong(file, "its header is no JSON object");
    }
    return header;
  }

  private static Entry entry(FileBytes file, String name, JsonNode value, long dataBytes) {
    String stated = value.path("dtype").asText();
    ElementType type = TYPES.get(stated);
    if (type == null) {
      throw wrong(file, "tensor '%s' has the unknown dtype '%s'".formatted(name, stated));
    }
    List<Long> shape = numbers(file, name, value, "shape");
    List<Long> offsets = numbers(file, name, value, "data_offsets");
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > dataBytes) {
      throw wrong(
          file,
          "tensor '%s' lies at %s, expected two offsets up to %d"
              .formatted(name, offsets, dataBytes));
    }
    long bytes = offsets.get(1) - offsets.get(0);
    if (StoredTensor.bytes(type, shape) != bytes) {
      throw wrong(
          file, "tensor '%s' of shape %s in %s has %d bytes".formatted(name, shape, stated, bytes));
    }
    return new Entry(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private static List<Long> numbers(FileBytes file, String name, JsonNode entry, String field) {
    JsonNode values = entry.path(field);
    List<Long> numbers = new ArrayList<>();
    for (JsonNode value : values) {
      if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
        throw wrong(file, "tensor '%s': '%s' is not a list of sizes".formatted(name, field));
      }
      numbers.add(value.longValue());
    }
    if (!values.isArray()) {
      throw wrong(file, "tensor '%s' has no '%s'".formatted(name, field));
    }
    return numbers;
  }

  private static void checkWithoutGaps(FileBytes file, List<Entry> entries, long dataBytes) {
    List<Entry> inOrder = new ArrayList<>(entries);
    inOrder.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long end = 0;
    for (Entry entry : inOrder) {
      if (entry.begin != end) {
        throw wrong(
            file, "tensor '%s' begins at %d, expected %d".formatted(entry.name, entry.begin, end));
      }
      end = entry.end;
    }
    if (end != dataBytes) {
      throw wrong(file, "%d bytes of tensors, the header has %d".formatted(dataBytes, end));
    }
  }

  private static UserError wrong(FileBytes file, String problem) {
    return new UserError(file.name() + ": not a safetensors file: " + problem);
  }

  private record Entry(String name, ElementType type, List<Long> shape, long begin, long end) {}
}
