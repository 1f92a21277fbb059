/** What a network can learn from its training examples before it sees their labels. */
@NullMarked
package io.sequent.common.network.pretrain;

import org.jspecify.annotations.NullMarked;
