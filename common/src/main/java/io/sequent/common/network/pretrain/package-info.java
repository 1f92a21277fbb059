/** Pretraining of token vectors on the training examples, before their labels are used. */
@NullMarked
package io.sequent.common.network.pretrain;

import org.jspecify.annotations.NullMarked;
