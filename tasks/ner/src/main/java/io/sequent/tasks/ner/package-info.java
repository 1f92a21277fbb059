/** Named entities in Ukrainian text. */
@NullMarked
package io.sequent.tasks.ner;

import org.jspecify.annotations.NullMarked;
