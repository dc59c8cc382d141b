package io.runnerwatchdog.internal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.fixture.LogLines;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first classifier of one's own, and why it is not asked: word for word. */
class NewcomerClassifiersTest {
    private static final String LOADER = ClassifierLoader.class.getName();
    private static final String REMEDY =
            "; each line of META-INF/services/io.runnerwatchdog.spi.RootCauseClassifier names a"
                    + " public class with a public constructor without arguments";

    @TempDir
    private Path directory;

    /** Answers nothing, by a name. */
    public static class Named implements RootCauseClassifier {
        private final String id;

        /** For the loader. */
        public Named() {
            this("com.acme.named");
        }

        Named(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Optional<Verdict> classify(StallContext stall) {
            return Optional.empty();
        }
    }

    /** Cannot be made by a loader. */
    public static final class Closed extends Named {
        private Closed(int port) {
            super("com.acme.closed-" + port);
        }

        /** The way its author makes it. */
        static Closed at(int port) {
            return new Closed(port);
        }
    }

    /** Another of the same name. */
    public static final class Twin extends Named {}

    /** Forgot its name. */
    public static final class Blank extends Named {
        /** For the loader. */
        public Blank() {
            super(" ");
        }
    }

    @Test
    void aClassWithoutAPublicConstructor() throws Exception {
        assertThat(Closed.at(1).id()).isEqualTo("com.acme.closed-1");
        assertLeftOut(
                Closed.class.getName(),
                "java.util.ServiceConfigurationError: io.runnerwatchdog.spi.RootCauseClassifier: "
                        + Closed.class.getName() + " Unable to get public no-arg constructor");
    }

    @Test
    void aNameOfNoClass() throws Exception {
        assertLeftOut(
                "com.acme.NoSuchClassifier",
                "java.util.ServiceConfigurationError: io.runnerwatchdog.spi.RootCauseClassifier: Provider"
                        + " com.acme.NoSuchClassifier not found");
    }

    @Test
    void aClassWithoutAnId() throws Exception {
        assertLeftOut(
                Blank.class.getName(),
                "java.lang.IllegalArgumentException: a classifier must have an id, was \" \" of "
                        + Blank.class.getName() + "; give it a name such as com.acme.licence");
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void aClassifierOfTheHostWithoutAnId() {
        String forgotten = null;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Classifiers(List.of(new Named(forgotten)), false))
                .withMessage("a classifier must have an id, was null of " + Named.class.getName()
                        + "; give it a name such as com.acme.licence");
    }

    /** Nobody can tell a file that was forgotten from a classifier that was never meant to be there; so who is, is told. */
    @Test
    void aServicesFileThatWasForgotten() {
        try (LogLines log = LogLines.debugOf(Classifiers.class.getName());
                Watchdog watchdog = Watchdog.builder().classifier(new Named()).build()) {
            assertThat(watchdog.classifiers()).contains("com.acme.named");
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("classifiers: [")
                            .contains("com.acme.named (" + Named.class.getName() + ", order 0)")
                            .endsWith("; what is missing is not named in any"
                                    + " META-INF/services/io.runnerwatchdog.spi.RootCauseClassifier"));
        }
    }

    @Test
    void twoClassifiersOfOneId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Classifiers(List.of(new Named(), new Twin()), false))
                .withMessage("two classifiers have the id \"com.acme.named\": " + Named.class.getName() + " and "
                        + Twin.class.getName() + "; let one of them answer another id()");
    }

    @Test
    void oneThatIsFoundAndGivenToTheBuilderAsWell() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Classifiers(List.of(new Named(), new Named()), false))
                .withMessage("two classifiers have the id \"com.acme.named\": " + Named.class.getName() + " and "
                        + Named.class.getName()
                        + "; where it is found by its jar already, do not give it to the builder as well");
    }

    private void assertLeftOut(String named, String why) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(RootCauseClassifier.class.getName()), named);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before);
                LogLines log = LogLines.warningsOf(LOADER)) {
            Thread.currentThread().setContextClassLoader(loader);
            assertThat(ClassifierLoader.discover(loader))
                    .noneMatch(found -> found.className().equals(named));
            assertThat(log.lines()).containsExactly("a classifier cannot be loaded and is left out: " + why + REMEDY);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
