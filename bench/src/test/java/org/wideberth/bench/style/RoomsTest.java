package org.wideberth.bench.style;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Which room may know which (ARCHITECTURE.md, "Rooms"), and that `core` is pure.
class RoomsTest {
  private static final String[] CORE = {
    "org.wideberth.refusal..",
    "org.wideberth.geo..",
    "org.wideberth.operation..",
    "org.wideberth.conflict..",
    "org.wideberth.track..",
    "org.wideberth.agreement..",
    "org.wideberth.channel..",
    "org.wideberth.casework..",
    "org.wideberth.party..",
    "org.wideberth.record..",
    "org.wideberth.people..",
    "org.wideberth.settlement..",
    "org.wideberth.claim..",
    "org.wideberth.picture.."
  };

  /// What core may use besides itself.
  private static final String[] LIBRARIES = {
    "java..",
    "org.jspecify..",
    "net.sf.geographiclib..",
    "org.bouncycastle..",
    "tools.jackson.core..",
    "mil.nga.."
  };

  /// Of `java.io` only what works on memory; a resource of its own jar is read through the stream.
  private static final Set<String> MEMORY_STREAMS =
      Set.of(
          "java.io.Serializable",
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.io.ByteArrayInputStream",
          "java.io.ByteArrayOutputStream",
          "java.io.DataInputStream",
          "java.io.DataOutputStream",
          "java.io.IOException",
          "java.io.EOFException",
          "java.io.UncheckedIOException");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.InstantSource.system",
          "java.util.UUID.randomUUID",
          "java.lang.Math.random");

  /// `Math` may compute these faster and differently on different processors.
  private static final Set<String> INEXACT =
      Set.of(
          "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp",
          "expm1", "log", "log10", "log1p", "pow", "hypot", "cbrt");

  private static JavaClasses all;

  @BeforeAll
  static void readClasses() {
    all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.wideberth");
  }

  @Test
  void theClassesAreThere() {
    assertThat(all.contain("org.wideberth.refusal.Outcome")).isTrue();
    assertThat(all.contain("org.wideberth.geo.Position")).isTrue();
  }

  @Test
  void coreKnowsNobody() {
    classes()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(CORE).or(resideInAnyPackage(LIBRARIES)))
        .check(all);
  }

  @Test
  void coreHasNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat(
            describe(
                "do input or output, or log",
                type ->
                    startsWithAny(
                            type,
                            "java.nio.file.",
                            "java.nio.channels.",
                            "java.net.",
                            "java.sql.",
                            "java.util.logging.",
                            "java.lang.System$Logger",
                            "java.lang.Process")
                        || (type.getName().startsWith("java.io.")
                            && !MEMORY_STREAMS.contains(type.getName()))))
        .check(all);
  }

  @Test
  void coreHasNoThreadsAndNoRandomness() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat(
            describe(
                "are threads or random",
                type ->
                    startsWithAny(
                        type,
                        "java.lang.Thread",
                        "java.util.concurrent.",
                        "java.util.Timer",
                        "java.util.Random",
                        "java.util.random.",
                        "java.util.SplittableRandom")))
        .check(all);
  }

  @Test
  void coreHasNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .callMethodWhere(
            calls(
                "read a clock or make something up",
                call ->
                    CLOCKS.contains(
                        call.getTargetOwner().getName() + "." + call.getTarget().getName())))
        .check(all);
  }

  @Test
  void arithmeticThatDecidesIsTheSameOnEveryMachine() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .callMethodWhere(
            calls(
                "use Math where StrictMath is meant",
                call ->
                    call.getTargetOwner().getName().equals("java.lang.Math")
                        && INEXACT.contains(call.getTarget().getName())))
        .check(all);
  }

  @Test
  void theLowerFeaturesOfCoreDoNotKnowTheHigherOnes() {
    noClasses()
        .that()
        .resideInAPackage("org.wideberth.geo..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.wideberth..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage("org.wideberth.geo..", "org.wideberth.refusal.."))))
        .check(all);
    noClasses()
        .that()
        .resideInAnyPackage("org.wideberth.record..", "org.wideberth.party..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.wideberth.geo..",
                "org.wideberth.operation..",
                "org.wideberth.conflict..",
                "org.wideberth.agreement..",
                "org.wideberth.people..",
                "org.wideberth.settlement..",
                "org.wideberth.claim..",
                "org.wideberth.picture.."))
        .check(all);
  }

  @Test
  void roomsDependOnlyTowardsCore() {
    noClasses()
        .that()
        .resideInAPackage("org.wideberth.gateway..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.wideberth.node..", "org.wideberth.simulator..", "org.wideberth.bench.."))
        .check(all);
    noClasses()
        .that()
        .resideInAPackage("org.wideberth.node..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.wideberth.simulator..", "org.wideberth.bench.."))
        .check(all);
    noClasses()
        .that()
        .resideInAPackage("org.wideberth.simulator..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.wideberth.bench.."))
        .check(all);
  }

  private static boolean startsWithAny(JavaClass type, String... starts) {
    for (String start : starts) {
      if (type.getName().startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  private static DescribedPredicate<JavaCall<?>> calls(
      String words, Predicate<JavaCall<?>> predicate) {
    return describe(words, predicate);
  }
}
