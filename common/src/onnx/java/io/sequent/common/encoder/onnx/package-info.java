/** Encoders whose graphs are run by ONNX Runtime, in builds with the Maven profile {@code onnx}. */
@NullMarked
package io.sequent.common.encoder.onnx;

import org.jspecify.annotations.NullMarked;
