/**
 * The actions of the command line, such as train, compare, tune, evaluate and predict, each with
 * its options and its execution.
 */
@NullMarked
package io.sequent.common.action;

import org.jspecify.annotations.NullMarked;
