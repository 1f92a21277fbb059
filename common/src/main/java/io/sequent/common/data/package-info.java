/** Finding, reading, splitting and batching data. */
@NullMarked
package io.sequent.common.data;

import org.jspecify.annotations.NullMarked;
