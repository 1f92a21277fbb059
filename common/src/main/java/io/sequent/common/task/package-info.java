/** The contract between a task and the toolkit. */
@NullMarked
package io.sequent.common.task;

import org.jspecify.annotations.NullMarked;
