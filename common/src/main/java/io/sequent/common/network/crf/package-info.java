/** The tags of a sequence as a whole: a linear-chain conditional random field as output layer. */
@NullMarked
package io.sequent.common.network.crf;

import org.jspecify.annotations.NullMarked;
