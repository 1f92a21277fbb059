/** Settings: what can be set, in which range, and what one run has chosen. */
@NullMarked
package io.sequent.common.config;

import org.jspecify.annotations.NullMarked;
