/** Saves and loads networks. Files from strangers are safe to load. */
@NullMarked
package io.sequent.common.network.file;

import org.jspecify.annotations.NullMarked;
