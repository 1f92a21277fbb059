/** A tracker from outside, as a stranger would write it. */
@NullMarked
package example.track;

import org.jspecify.annotations.NullMarked;
