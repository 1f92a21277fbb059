/** Reads studies from YAML files. */
@NullMarked
package io.sequent.common.study.file;

import org.jspecify.annotations.NullMarked;
