/** Layers that look up vectors: of tokens, of their features, of weighted terms. */
@NullMarked
package io.sequent.common.network.layer.embedding;

import org.jspecify.annotations.NullMarked;
