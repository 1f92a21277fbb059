/** Tables, pages and pictures of recorded runs. */
@NullMarked
package io.sequent.common.study.results;

import org.jspecify.annotations.NullMarked;
