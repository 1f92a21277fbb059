/** From a text to its words, in steps that settings choose. */
@NullMarked
package io.sequent.common.text;

import org.jspecify.annotations.NullMarked;
