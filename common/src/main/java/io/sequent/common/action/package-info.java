/**
 * What a user can ask for: train, evaluate, predict, describe, init-config, download, bench,
 * doctor.
 */
@NullMarked
package io.sequent.common.action;

import org.jspecify.annotations.NullMarked;
