package io.runnerwatchdog.internal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.fixture.LogLines;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When the classifiers of jars are looked for, and what comes of it where one of them is in the way. */
class ClassifiersTest {
    private static final long LONG = Duration.ofMinutes(1).toNanos();

    private static final AtomicInteger MADE = new AtomicInteger();
    private static volatile Supplier<String> name = () -> "com.acme.one";
    private static volatile boolean scarce;
    private static volatile ClassLoader seen = ClassLoader.getSystemClassLoader();

    private final ExecutorService pool = new ThreadMaker().pool("test", 8);
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path directory;

    private URLClassLoader loader;

    /** Brought by a jar. */
    public static class One implements RootCauseClassifier {
        /** For the loader. */
        public One() {
            MADE.incrementAndGet();
            seen = Thread.currentThread().getContextClassLoader();
            if (scarce) {
                throw new OutOfMemoryError("on purpose");
            }
        }

        @Override
        public String id() {
            return name.get();
        }

        @Override
        public Optional<Verdict> classify(StallContext stall) {
            return Optional.empty();
        }
    }

    /** Brought by another, with a name that is always the same. */
    public static final class Other extends One {
        @Override
        public String id() {
            return "com.acme.one";
        }
    }

    @BeforeEach
    void jarsBringTwo() throws IOException {
        MADE.set(0);
        scarce = false;
        name = () -> "com.acme.one";
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(RootCauseClassifier.class.getName()),
                One.class.getName() + "\n" + Other.class.getName() + "\n");
        loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(loader);
    }

    @AfterEach
    void end() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        loader.close();
        pool.shutdown();
    }

    @Test
    void theyAreNotLookedForBeforeTheFirstNeed() {
        name = () -> "com.acme.first";
        try (Watchdog watchdog = Watchdog.builder().build()) {
            assertThat(MADE).hasValue(0);
            // Another's thread may ask: what counts is where the watchdog was built.
            Thread.currentThread().setContextClassLoader(before);

            assertThat(watchdog.classifiers()).contains("com.acme.first", "com.acme.one");
            assertThat(watchdog.classifiers()).contains("com.acme.first", "com.acme.one");
            assertThat(MADE).hasValue(2);
        }
    }

    @Test
    void ofTwoWithOneIdTheSecondIsLeftOut() {
        try (LogLines log = LogLines.warningsOf(ClassifierLoader.class.getName())) {
            assertThat(ids(new Classifiers(List.of(), true).now())).containsOnlyOnce("com.acme.one");

            assertThat(log.lines())
                    .containsExactly("two classifiers have the id \"com.acme.one\": " + One.class.getName() + " and "
                            + Other.class.getName() + "; let one of them answer another id(); the second is left out");
        }
    }

    @Test
    void oneThatThrowsWhateverItMayHidesNobody() {
        name = () -> {
            throw new AssertionError("on purpose");
        };
        try (LogLines log = LogLines.warningsOf(ClassifierLoader.class.getName())) {
            assertThat(ids(new Classifiers(List.of(), true).now())).contains("com.acme.one");

            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void oneThatHangsCostsTheTimeThatIsAllowedAndNoMore() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        name = () -> {
            await(release);
            return "com.acme.slow";
        };
        Classifiers classifiers = new Classifiers(List.of(), true);
        try (LogLines log = LogLines.warningsOf(Classifiers.class.getName())) {
            classifiers.seek(pool);
            assertThat(classifiers.within(1)).isEmpty();
            assertThat(log.lines())
                    .containsExactly(
                            "the classifiers are not found yet: a constructor or an id() hangs, or no thread is free");
            assertThat(classifiers.within(LONG)).as("waited for once only").isEmpty();
        } finally {
            release.countDown();
        }
        assertThat(ids(classifiers.now())).contains("com.acme.slow", "com.acme.one");
        assertThat(ids(classifiers.within(1))).contains("com.acme.slow", "com.acme.one");
    }

    @Test
    void aSearchThatFailedForWantOfMemoryIsBegunAgain() {
        name = () -> {
            throw new OutOfMemoryError("on purpose");
        };
        Classifiers classifiers = new Classifiers(List.of(), true);
        try (LogLines log = LogLines.warningsOf(Classifiers.class.getName())) {
            classifiers.seek(pool);
            assertThat(classifiers.within(LONG)).isEmpty();
            assertThat(log.lines())
                    .containsExactly("the classifiers could not be found: java.lang.OutOfMemoryError: on purpose");
        }

        name = () -> "com.acme.late";
        classifiers.seek(pool);
        assertThat(ids(classifiers.within(LONG))).contains("com.acme.late", "com.acme.one");
    }

    @Test
    void whereNoThreadIsToBeHadTheNextNeedSearches() {
        Classifiers classifiers = new Classifiers(List.of(), true);

        assertThatThrownBy(() -> classifiers.seek(work -> {
                    throw new OutOfMemoryError("unable to create native thread");
                }))
                .isInstanceOf(OutOfMemoryError.class);

        classifiers.seek(pool);
        assertThat(ids(classifiers.within(LONG))).contains("com.acme.one");
    }

    @Test
    void aConstructorThatFindsNoMemoryMayFindSomeLater() {
        scarce = true;
        Classifiers classifiers = new Classifiers(List.of(), true);
        assertThat(classifiers.now()).isEmpty();

        scarce = false;
        assertThat(ids(classifiers.now())).contains("com.acme.one");
    }

    /** A class loader whose application is gone; without a bound the search had no end. */
    @Test
    @Timeout(30)
    void aLoaderThatFailsAtEachQuestionIsGivenUp() {
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("closed");
            }
        });

        assertThat(new Classifiers(List.of(), true).now()).isEmpty();
    }

    @Test
    void constructorsSeeTheLoaderOfTheHostAlsoOnAnotherThread() {
        Classifiers classifiers = new Classifiers(List.of(), true);
        Thread.currentThread().setContextClassLoader(before);

        classifiers.seek(pool);
        classifiers.within(LONG);

        assertThat(seen).isSameAs(loader);
    }

    @Test
    void afterTheEndNobodyIsLookedFor() {
        pool.shutdown();
        Classifiers classifiers = new Classifiers(List.of(), true);

        classifiers.seek(pool);

        assertThat(classifiers.within(LONG)).isEmpty();
        assertThat(MADE).hasValue(0);
    }

    private static List<String> ids(List<GuardedClassifier> classifiers) {
        return classifiers.stream().map(GuardedClassifier::id).toList();
    }

    private static void await(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
