/** Closing prices some trading days ahead. */
@NullMarked
package io.sequent.tasks.stocks;

import org.jspecify.annotations.NullMarked;
