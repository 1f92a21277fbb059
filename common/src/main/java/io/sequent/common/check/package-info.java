/** What is worth knowing of a data set before a training, and what looks wrong in it. */
@NullMarked
package io.sequent.common.check;

import org.jspecify.annotations.NullMarked;
