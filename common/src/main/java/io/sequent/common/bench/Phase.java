package io.sequent.common.bench;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parts of a training step, recognised by the stack of the training thread. */
enum Phase {
  ATTENTION("self-attention", "SelfAttention."),
  FEED_FORWARD("feed-forward networks", "FeedForward."),
  TRANSFORMER_AROUND(
      "transformer, around the two",
      "TransformerBlockLayer.",
      "PositionEmbeddingLayer.",
      "LayerNormLayer."),
  WEIGHT_LAYOUTS("weights into and out of the primitives' layouts", "ReorderedWeights."),
  RECURRENT_FORWARD("recurrent layers, forward", "OneDnnPass.forward", "Pass.run"),
  RECURRENT_BACKWARD("recurrent layers, backward", "OneDnnPass.backward", "Pass.backward"),
  RECURRENT_AROUND("recurrent layers, around the kernel", "RecurrentLayer."),
  EMBEDDING("embedding", "TokenEmbeddingLayer."),
  POOLING("pooling", "PoolingLayer."),
  DENSE("dense layers", "StepwiseDenseLayer."),
  OUTPUT("output layer and loss", "OutputLayer."),
  UPDATE("update of the parameters", "TrainingStep.update", "UpdaterBlock."),
  REST("the rest");

  private final String label;
  private final Pattern frames;

  Phase(String label, String... frames) {
    this.label = label;
    this.frames = Pattern.compile(String.join("|", frames).replace(".", "\\."));
  }

  /** The name in the report. */
  String label() {
    return label;
  }

  /** The first phase, in the order above, that has a frame on the stack. */
  static Phase of(StackTraceElement[] stack) {
    List<String> calls =
        Stream.of(stack).map(frame -> frame.getClassName() + "." + frame.getMethodName()).toList();
    return Stream.of(values())
        .filter(phase -> calls.stream().anyMatch(phase::isIn))
        .findFirst()
        .orElse(REST);
  }

  private boolean isIn(String call) {
    return frames.matcher(call).find();
  }
}
