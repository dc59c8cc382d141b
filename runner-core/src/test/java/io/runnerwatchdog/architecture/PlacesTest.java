package io.runnerwatchdog.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.internal.engine.Engine;
import io.runnerwatchdog.spi.Ticker;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What has one place in the house, and may not be met in another. */
class PlacesTest {
    private static final String THREADS = CoreClasses.ROOT + ".internal.threads..";
    private static final String PROCESS = CoreClasses.ROOT + ".internal.process..";
    private static final String CONSTRUCTOR = "<init>";
    private static final Set<String> THINGS_THAT_DO_IO = Set.of(
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.net.Socket",
            "java.net.URL",
            "java.nio.file.Files",
            "java.nio.file.FileSystems");

    @Test
    void processesAreStartedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(PROCESS)
                // A process that the host has started itself comes in through these two, and goes no further.
                .and()
                .doNotBelongToAnyOf(Watchdog.class, Engine.class)
                .should()
                .dependOnClassesThat(describe(
                        "are Process or ProcessBuilder",
                        type -> isOrIsIn(type, Process.class) || isOrIsIn(type, ProcessBuilder.class)))
                .check(CoreClasses.ALL);
        assertUsedIn("internal.process", Process.class.getName());
    }

    /** Maven 3 and other hosts bring it, and theirs comes before ours: a call that it lacks fails in the middle of a stall. */
    @Test
    void logsAreWrittenByCallsThatAnOlderSlf4jHasAsWell() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.slf4j.spi.LoggingEventBuilder")
                .check(CoreClasses.ALL);
    }

    /** A logger in a field is made with its class: a host that logs nothing would load all of SLF4J for its first run. */
    @Test
    void aLoggerIsAskedForWhenThereIsSomethingToLog() {
        noFields().should().haveRawType("org.slf4j.Logger").check(CoreClasses.ALL);
    }

    /** The host's logging may be broken, and the inside is in the middle of a stop. */
    @Test
    void theInsideAsksForLoggersInOnePlace() {
        noClasses()
                .that()
                .resideInAPackage(CoreClasses.INTERNAL)
                .and()
                .doNotHaveSimpleName("Logs")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.slf4j.LoggerFactory")
                .check(CoreClasses.ALL);
    }

    @Test
    void threadsAreMadeInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(THREADS)
                .should()
                // Accesses are calls and references such as Thread::new.
                .accessTargetWhere(describe(
                        "it makes a thread or a pool of them",
                        access -> access.getTarget().getName().equals(CONSTRUCTOR)
                                && makesThreads(access.getTargetOwner())))
                .orShould()
                .beAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Executors.class, Timer.class)
                .check(CoreClasses.ALL);
        assertUsedIn("internal.threads", Thread.class.getName());
    }

    @Test
    void theClockIsReadInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(THREADS)
                .and()
                .doNotBelongToAnyOf(Ticker.class)
                .should()
                .accessTargetWhere(describe("it asks what time it is", PlacesTest::asksForTheTime))
                .check(CoreClasses.ALL);
    }

    @Test
    void parsersTakeTextAndDoNoIo() {
        List<JavaClass> parsers = CoreClasses.below("internal.linux").stream()
                .filter(PlacesTest::isParser)
                .toList();
        if (CoreClasses.below("internal.linux").size() > 10) {
            assertThat(parsers).as("parsers of /proc").isNotEmpty();
        }
        assertThat(CoreClasses.below("internal.jvm"))
                .as("parsers of thread dumps")
                .anyMatch(PlacesTest::isParser);
        noClasses()
                .that(describe("are parsers", PlacesTest::isParser))
                .should()
                .dependOnClassesThat(describe("do I/O", PlacesTest::doesIo))
                // A project class that reads files would be a way round the rule.
                .orShould()
                .dependOnClassesThat(describe(
                        "are ours and do I/O",
                        type -> type.getPackageName().startsWith(CoreClasses.ROOT)
                                && type.getDirectDependenciesFromSelf().stream()
                                        .anyMatch(dependency -> doesIo(dependency.getTargetClass()))))
                .allowEmptyShould(true)
                .check(CoreClasses.ALL);
    }

    @Test
    void jsonIsKnownToEvidenceAndConfigurationOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(CoreClasses.ROOT + ".evidence", CoreClasses.ROOT + ".config")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .check(CoreClasses.ALL);
    }

    @Test
    void noStaticFieldHoldsStateForAll() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .andShould()
                .notHaveRawType(describe(
                        "is made to be changed by many",
                        type -> type.getPackageName().startsWith("java.util.concurrent.atomic")
                                || type.isAssignableTo(ConcurrentMap.class)
                                || type.isAssignableTo(ThreadLocal.class)))
                .check(CoreClasses.ALL);
    }

    private static boolean isParser(JavaClass type) {
        return type.getSimpleName().endsWith("Parser")
                || type.getEnclosingClass().map(PlacesTest::isParser).orElse(false);
    }

    private static boolean doesIo(JavaClass type) {
        return THINGS_THAT_DO_IO.contains(type.getName())
                || type.getPackageName().startsWith("java.nio.channels");
    }

    private static boolean makesThreads(JavaClass type) {
        return type.isAssignableTo(Thread.class)
                || type.getPackageName().equals("java.util.concurrent") && type.isAssignableTo(Executor.class);
    }

    /** {@code now()} of {@code java.time} without a clock, and what stands behind it. */
    private static boolean asksForTheTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return owner.equals("java.lang.System") && (name.equals("nanoTime") || name.equals("currentTimeMillis"))
                || owner.equals("java.time.Clock") && name.startsWith("system")
                || owner.startsWith("java.time.") && name.equals("now");
    }

    private static boolean isOrIsIn(JavaClass type, Class<?> wanted) {
        return type.getName().equals(wanted.getName()) || type.getName().startsWith(wanted.getName() + "$");
    }

    /** A rule that keeps a thing in one place is only worth something while the thing is there. */
    private static void assertUsedIn(String place, String thing) {
        List<JavaClass> inside = CoreClasses.below(place);
        if (!inside.isEmpty()) {
            assertThat(inside)
                    .as(place + " uses " + thing)
                    .anyMatch(type -> type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(dependency ->
                                    dependency.getTargetClass().getName().equals(thing)));
        }
    }
}
