/** Tables and pictures for the console, run folders and pages. */
@NullMarked
package io.sequent.common.report;

import org.jspecify.annotations.NullMarked;
