package io.runnerwatchdog.internal.diagnose;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar on the class path whose classifier cannot say its own name. */
class BrokenProviderTest {
    @TempDir
    private Path directory;

    /** Public, with a constructor, as a provider has to be. */
    public static final class Nameless implements RootCauseClassifier {
        @Override
        public String id() {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public Optional<Verdict> classify(StallContext stall) {
            return Optional.empty();
        }
    }

    @Test
    void aProviderThatFailsToSayItsIdIsLeftOut() throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(RootCauseClassifier.class.getName()), Nameless.class.getName());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            assertThatCode(() -> {
                        try (Watchdog watchdog = Watchdog.builder().build()) {
                            watchdog.classifiers();
                        }
                    })
                    .doesNotThrowAnyException();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
