/** Files written whole or not at all, texts read strictly, checksums. */
@NullMarked
package io.sequent.common.io;

import org.jspecify.annotations.NullMarked;
