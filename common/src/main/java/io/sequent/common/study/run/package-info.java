/** Runs what a study still lacks and records it in the ledger. */
@NullMarked
package io.sequent.common.study.run;

import org.jspecify.annotations.NullMarked;
