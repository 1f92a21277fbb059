/** Recurrent layers - plain, LSTM and GRU - on one narrow kernel interface. */
@NullMarked
package io.sequent.common.network.recurrent;

import org.jspecify.annotations.NullMarked;
