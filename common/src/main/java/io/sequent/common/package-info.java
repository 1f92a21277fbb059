/** What every task shares. Nothing here knows a task. */
@NullMarked
package io.sequent.common;

import org.jspecify.annotations.NullMarked;
