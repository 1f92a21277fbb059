/**
 * The toolkit from Java: {@link io.sequent.Sequent} names a task, a {@link io.sequent.Pipeline}
 * trains it, a {@link io.sequent.Run} is what comes of it.
 */
@NullMarked
package io.sequent;

import org.jspecify.annotations.NullMarked;
