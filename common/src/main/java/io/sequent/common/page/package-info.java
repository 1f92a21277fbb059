/** Results as one HTML file that needs nothing else. */
@NullMarked
package io.sequent.common.page;

import org.jspecify.annotations.NullMarked;
