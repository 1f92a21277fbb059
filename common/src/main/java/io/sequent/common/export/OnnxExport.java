package io.sequent.common.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sequent.common.UserError;
import io.sequent.common.export.ExportView.Surroundings;
import io.sequent.common.export.layer.NetworkNodes;
import io.sequent.common.export.onnx.OnnxGraph;
import io.sequent.common.export.onnx.OnnxModel;
import io.sequent.common.export.onnx.Port;
import io.sequent.common.export.onnx.Value;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trained models as ONNX files. */
public final class OnnxExport {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private final OnnxModel model;
  private final Map<String, String> files;

  private OnnxExport(OnnxModel model, Map<String, String> files) {
    this.model = model;
    this.files = Map.copyOf(files);
  }

  /**
   * A model, ready to be written.
   *
   * @param version of the toolkit
   * @throws UserError naming a layer that has no counterpart in ONNX
   */
  public static <E, P extends Preparation> OnnxExport of(
      Task<E, P> task, Model<P> model, String version) {
    ExportView view =
        task instanceof ExportableTask<E, P> exportable
            ? exportable.export(model.preparation(), model.config())
            : new ExportView() {};
    OnnxGraph graph = new OnnxGraph();
    addTo(graph, model.network(), view);
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("task", task.name());
    metadata.put("settings", json(model.config().asText()));
    metadata.put("labels", json(model.preparation().labels()));
    view.metadata().forEach((name, value) -> metadata.put(name, json(value)));
    return new OnnxExport(new OnnxModel(task.name(), graph, version, metadata), view.files());
  }

  private static void addTo(OnnxGraph graph, MultiLayerNetwork network, ExportView view) {
    Optional<Surroundings> surroundings = view.surroundings();
    if (surroundings.isPresent()) {
      graph.begin("input");
      Value values = surroundings.get().before(graph);
      Value output = NetworkNodes.addTo(values, network, graph, view.form());
      surroundings.get().after(graph, output);
      return;
    }
    List<MultiLayerNetwork> all = Stream.concat(view.below().stream(), Stream.of(network)).toList();
    Value output = NetworkNodes.add(all, graph, view.form());
    NetworkNodes.declareOutput(network, graph, output);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("metadata that are not JSON: " + value.getClass(), e);
    }
  }

  /** The inputs of the graph. */
  public List<Port> inputs() {
    return model.graph().inputs();
  }

  /** The outputs of the graph, the most important first. */
  public List<Port> outputs() {
    return model.graph().outputs();
  }

  /**
   * Writes the file, and those that belong to it beside it, each whole or not at all and the model
   * last: {@code model.onnx} has its tokenizer in {@code model.tokenizer.json}.
   *
   * @return bytes of the file
   * @throws UserError if it is a folder, or the model does not fit in a file
   */
  public long write(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UserError("output: " + file + ": is a folder, expected a file");
    }
    model.requireFits(file);
    String name = String.valueOf(file.getFileName());
    int ending = name.lastIndexOf('.');
    String stem = ending > 0 ? name.substring(0, ending) : name;
    for (Map.Entry<String, String> other : files.entrySet()) {
      AtomicFile.write(file.resolveSibling(stem + "." + other.getKey()), other.getValue());
    }
    return model.write(file);
  }
}
