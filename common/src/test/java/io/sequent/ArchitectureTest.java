package io.sequent;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layout of the project, as rules. */
@AnalyzeClasses(packages = "io.sequent", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {
  /** Not ArchUnit's own option, which knows no target/spark/test-classes. */
  static final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule commonKnowsNoTask =
      noClasses()
          .that()
          .resideInAPackage("io.sequent.common..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.sequent.tasks..");

  @ArchTest
  static final ArchRule nothingInsideUsesTheFrontDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sequent")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.sequent");

  @ArchTest
  static final ArchRule onlyNotebooksKnowTheirKernel =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sequent.common.notebook")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.rapaio..");

  @ArchTest
  static final ArchRule onlyOneRoomKnowsTheTokenizersLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sequent.common.pretrained")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule onlyOneRoomKnowsTheServer =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sequent.common.serve")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jetty..", "io.micrometer..");

  @ArchTest
  static final ArchRule onlyOneRoomKnowsSpark =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sequent.common.spark")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");

  @ArchTest
  static final ArchRule noTaskKnowsAnother =
      slices().matching("io.sequent.tasks.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.sequent.common.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule networksKnowNoFilesOfRuns =
      noClasses()
          .that()
          .resideInAnyPackage("io.sequent.common.network..", "io.sequent.common.evaluation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.sequent.common.train..", "io.sequent.common.cli..");

  @ArchTest
  static final ArchRule onlyTheCommandLineEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.sequent.common.cli.Main")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule partsThatUpstreamDroppedAreNotUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.deeplearning4j.spark..",
              "org.deeplearning4j.ui..",
              "org.deeplearning4j.arbiter..",
              "org.deeplearning4j.zoo..",
              "org.deeplearning4j.text..");

  /** Old copies with known vulnerabilities (docs/dependencies.md). */
  @ArchTest
  static final ArchRule copiesWithinUpstreamAreNotUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.nd4j.shade.yaml..",
              "org.nd4j.shade.jackson.dataformat..",
              "org.nd4j.shade.jackson.databind..",
              "org.nd4j.shade.jackson.core..",
              "org.nd4j.shade.protobuf..",
              "org.nd4j.imports..",
              "org.nd4j.autodiff.samediff..")
          .orShould()
          .callMethodWhere(target(name("fromYaml")));
}
