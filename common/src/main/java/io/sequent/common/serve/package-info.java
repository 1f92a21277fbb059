/**
 * Trained models over HTTP: {@link io.sequent.common.serve.ModelServer} and what a request goes
 * through. Requests are read and answered without a thread that waits; {@link
 * io.sequent.common.serve.ServedModel} has the threads that predict.
 */
@NullMarked
package io.sequent.common.serve;

import org.jspecify.annotations.NullMarked;
