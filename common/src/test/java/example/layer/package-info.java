/** A layer as another project would add it. */
@NullMarked
package example.layer;

import org.jspecify.annotations.NullMarked;
