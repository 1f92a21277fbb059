/** Event files, which TensorBoard shows. */
@NullMarked
package io.sequent.common.track.tensorboard;

import org.jspecify.annotations.NullMarked;
