/**
 * Contract tests for tasks and layers outside this project: extend {@link
 * io.sequent.testkit.TaskContract} or {@link io.sequent.testkit.LayerContract} in a JUnit 5 test.
 * The project's own tests are built on them. AssertJ and JUnit Jupiter must be on the class path.
 */
@NullMarked
package io.sequent.testkit;

import org.jspecify.annotations.NullMarked;
