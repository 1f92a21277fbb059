/** Encoders that others trained, as parts of a task: fine-tuned in its network, or frozen below. */
@NullMarked
package io.sequent.common.encoder;

import org.jspecify.annotations.NullMarked;
