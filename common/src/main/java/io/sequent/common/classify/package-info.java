/** Classification of texts: what the tasks that tell a text's class have in common. */
@NullMarked
package io.sequent.common.classify;

import org.jspecify.annotations.NullMarked;
