package io.sequent.common.predict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One input, and what it was made of.
 *
 * @param value what a model predicts for
 * @param cells of its row, by the {@linkplain Inputs#columns columns} of the source
 * @param json the object that it was; null unless the source holds objects
 * @param <I> the input of a {@link Predictor}
 */
public record Input<I>(I value, List<String> cells, @Nullable ObjectNode json) {}
