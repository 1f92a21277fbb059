/** Trained models as files for other programs. */
@NullMarked
package io.sequent.common.export;

import org.jspecify.annotations.NullMarked;
