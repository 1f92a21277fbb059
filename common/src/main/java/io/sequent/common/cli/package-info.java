/** The command line. */
@NullMarked
package io.sequent.common.cli;

import org.jspecify.annotations.NullMarked;
