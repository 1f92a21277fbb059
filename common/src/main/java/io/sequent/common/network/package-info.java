/** Builders that turn settings into a plain Deeplearning4j configuration. */
@NullMarked
package io.sequent.common.network;

import org.jspecify.annotations.NullMarked;
