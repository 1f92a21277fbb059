/**
 * The command line: {@link io.sequent.common.cli.Main}, and an action for each thing that a user
 * can ask for, which carries its options and its execution.
 */
@NullMarked
package io.sequent.common.cli;

import org.jspecify.annotations.NullMarked;
