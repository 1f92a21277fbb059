/** The way to oneDNN: loading it, its primitives, and native memory seen from Java. */
@NullMarked
package io.sequent.common.network.engine;

import org.jspecify.annotations.NullMarked;
