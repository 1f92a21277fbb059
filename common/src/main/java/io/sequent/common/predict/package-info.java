/**
 * Predictions as values: a class, spans, forecasts, generated text. {@link
 * io.sequent.common.predict.PredictionJson} alone makes JSON of them.
 */
@NullMarked
package io.sequent.common.predict;

import org.jspecify.annotations.NullMarked;
