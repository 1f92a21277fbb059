/** Tables for the console and pictures for the run folder. */
@NullMarked
package io.sequent.common.report;

import org.jspecify.annotations.NullMarked;
