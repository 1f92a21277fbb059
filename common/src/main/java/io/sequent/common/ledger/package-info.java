/** The ledger: every run of a study in one file, so that none is done twice and none is lost. */
@NullMarked
package io.sequent.common.ledger;

import org.jspecify.annotations.NullMarked;
