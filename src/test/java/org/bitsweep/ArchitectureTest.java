package org.bitsweep;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bitsweep.bits.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The house of docs/architecture.md: which package may know which. */
class ArchitectureTest {
    /** From bottom to top; each may depend on those before it. */
    private static final List<String> PACKAGES = List.of(
            "bits", "ctm", "complexity", "data", "nn", "info", "run", "sweep", "forge", "stats", "report", "cli");

    private static final JavaClasses CLASSES = classes();

    /** Other libraries are known by their names only: to read their classes as well takes seconds. */
    private static JavaClasses classes() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .importUrl(Kernels.class.getProtectionDomain().getCodeSource().getLocation());
    }

    static Stream<String> packages() {
        return PACKAGES.stream();
    }

    static Stream<String> packagesBelowSweep() {
        return PACKAGES.subList(0, PACKAGES.indexOf("sweep")).stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageDependsOnThoseBelowItOnly(String name) {
        String[] above = IntStream.range(PACKAGES.indexOf(name) + 1, PACKAGES.size())
                .mapToObj(i -> within(PACKAGES.get(i)))
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(within(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyClassIsInOneOfThePackages() {
        noClasses()
                .should()
                .resideOutsideOfPackages(
                        PACKAGES.stream().map(ArchitectureTest::within).toArray(String[]::new))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("packagesBelowSweep")
    void aPackageBelowSweepKnowsNothingOfSparkAndHadoop(String name) {
        noClasses()
                .that()
                .resideInAPackage(within(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "org.apache.parquet..", "scala..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.util.concurrent.ThreadLocalRandom",
                "java.security.SecureRandom"
            })
    void randomNumbersComeFromOurGeneratorOnly(String other) {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName(other).check(CLASSES);
    }

    @Test
    void nothingIsShuffledOrDrawnByTheJdk() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(equivalentTo(Collections.class))).and(target(name("shuffle"))))
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(StrictMath.class, "random")
                .check(CLASSES);
    }

    @Test
    void nothingUsesAwt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.awt..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Utils", "Util", "Helper", "Manager", "Impl"})
    void aClassIsNamedForWhatItIs(String suffix) {
        noClasses().should().haveSimpleNameEndingWith(suffix).check(CLASSES);
    }

    private static String within(String name) {
        return "org.bitsweep." + name + "..";
    }
}
