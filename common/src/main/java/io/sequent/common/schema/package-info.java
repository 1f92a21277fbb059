/** JSON schemas of configurations, studies and search spaces, by which editors complete them. */
@NullMarked
package io.sequent.common.schema;

import org.jspecify.annotations.NullMarked;
