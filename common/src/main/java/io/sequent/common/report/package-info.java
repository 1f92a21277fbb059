/** Tables and pictures, for the console, the run folder and pages. */
@NullMarked
package io.sequent.common.report;

import org.jspecify.annotations.NullMarked;
