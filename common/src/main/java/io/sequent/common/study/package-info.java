/** Studies: which trainings stand side by side in a table, read from a file or a command line. */
@NullMarked
package io.sequent.common.study;

import org.jspecify.annotations.NullMarked;
