/** Tables as other programs write them, read row by row. */
@NullMarked
package io.sequent.common.table;

import org.jspecify.annotations.NullMarked;
