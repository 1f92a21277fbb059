/** ONNX files: graphs, and the format that they are written in. */
@NullMarked
package io.sequent.common.export.onnx;

import org.jspecify.annotations.NullMarked;
