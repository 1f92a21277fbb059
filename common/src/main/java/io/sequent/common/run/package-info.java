/** The run folder: what a training leaves behind and what evaluation needs again. */
@NullMarked
package io.sequent.common.run;

import org.jspecify.annotations.NullMarked;
