/** Next character of a text, and text by sampling. */
@NullMarked
package io.sequent.tasks.textgen;

import org.jspecify.annotations.NullMarked;
