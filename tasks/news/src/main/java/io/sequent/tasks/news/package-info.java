/** Topics of English news. */
@NullMarked
package io.sequent.tasks.news;

import org.jspecify.annotations.NullMarked;
