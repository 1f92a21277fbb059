/** The encoder of a transformer (Vaswani et al. 2017), as layers of Deeplearning4j. */
@NullMarked
package io.sequent.common.network.transformer;

import org.jspecify.annotations.NullMarked;
