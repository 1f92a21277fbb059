/** One training from its settings to its result, and what its run folder says of it. */
@NullMarked
package io.sequent.common.experiment;

import org.jspecify.annotations.NullMarked;
