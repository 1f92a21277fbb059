package io.sequent.common.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A schema file in the hands of a validator that others keep. */
public final class SchemaFile {
  private static final Map<String, SchemaFile> SHIPPED = new ConcurrentHashMap<>();
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Schema schema;

  private SchemaFile(Schema schema) {
    this.schema = schema;
  }

  /**
   * Where the shipped schema of a kind of file lies: of {@code config}, {@code study}, {@code
   * space}.
   */
  public static Path place(String kind) {
    return Path.of("resources", "schemas", kind + ".schema.json");
  }

  /** That schema. */
  public static SchemaFile of(String kind) {
    return SHIPPED.computeIfAbsent(kind, k -> at(place(k)));
  }

  /** The schema of a file. */
  public static SchemaFile at(Path file) {
    try {
      return new SchemaFile(
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the schema finds wrong in a YAML text, as an editor would say it; empty for nothing. */
  public List<String> problems(String yaml) throws JsonProcessingException {
    JsonNode value = YAML.readTree(yaml);
    return schema.validate(value.isMissingNode() ? NullNode.getInstance() : value).stream()
        .map(Error::toString)
        .toList();
  }
}
