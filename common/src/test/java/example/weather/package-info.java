/**
 * A task from outside, as a stranger would write it: regression with a plain dense network, none of
 * the toolkit's network settings, a metric of its own.
 */
@NullMarked
package example.weather;

import org.jspecify.annotations.NullMarked;
