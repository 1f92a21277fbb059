package io.sequent.common.serve;

import io.sequent.common.predict.Prediction;

/**
 * A text that a model has generated.
 *
 * @param prompt what it continues
 * @param text all of it, prompt included
 */
record WrittenText(String prompt, String text) implements Prediction {}
