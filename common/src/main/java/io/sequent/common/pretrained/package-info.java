/** Text encoders that others trained: their files, checked before use, and their tokenizers. */
@NullMarked
package io.sequent.common.pretrained;

import org.jspecify.annotations.NullMarked;
