/** Learning-rate schedules. */
@NullMarked
package io.sequent.common.train.schedule;

import org.jspecify.annotations.NullMarked;
