/** Trainings on a cluster, by Apache Spark; part of builds with the profile {@code spark} alone. */
@NullMarked
package io.sequent.common.spark;

import org.jspecify.annotations.NullMarked;
