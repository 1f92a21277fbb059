/** Results as one self-contained HTML file. */
@NullMarked
package io.sequent.common.page;

import org.jspecify.annotations.NullMarked;
