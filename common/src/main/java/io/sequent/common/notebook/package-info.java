/** Shows tables, pictures and marked texts in a Jupyter notebook with a Java kernel. */
@NullMarked
package io.sequent.common.notebook;

import org.jspecify.annotations.NullMarked;
