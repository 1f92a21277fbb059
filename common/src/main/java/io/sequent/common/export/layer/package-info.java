/** How each kind of layer becomes nodes of a graph. */
@NullMarked
package io.sequent.common.export.layer;

import org.jspecify.annotations.NullMarked;
