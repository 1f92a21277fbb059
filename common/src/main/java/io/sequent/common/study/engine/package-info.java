/** Who does the trainings of studies and searches: this process, or a cluster. */
@NullMarked
package io.sequent.common.study.engine;

import org.jspecify.annotations.NullMarked;
