/** Metrics of classification, sequence labelling, regression and language models. */
@NullMarked
package io.sequent.common.evaluation;

import org.jspecify.annotations.NullMarked;
