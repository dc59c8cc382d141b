package io.runnerwatchdog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.fixture.JavaProgram;
import io.runnerwatchdog.fixture.NoResidue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a host has to load for its first run, counted in classes, which a machine does not make more of by being slow: see ADR 14.
 */
@Tag("process")
@ExtendWith(NoResidue.class)
class FirstRunTest {
    private static final String OURS = "io.runnerwatchdog.";

    /** Somewhat more than there are, since threads may come to work or not that a run of a millisecond does not need. */
    private static final int MOST_CLASSES = 175;

    private static final int MOST_LAMBDAS = 20;

    /** A host that runs one command, and says that it did. */
    static final class Host {
        private Host() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("exited with " + Watchdog.run("true").exitCode().orElseThrow());
        }
    }

    @Test
    void aFirstRunLoadsLittle() throws Exception {
        List<String> loaded = loadedBy(Host.class);

        List<String> ours =
                loaded.stream().filter(name -> name.startsWith(OURS)).toList();
        assertThat(ours.stream().filter(FirstRunTest::isLambda)).hasSizeLessThanOrEqualTo(MOST_LAMBDAS);
        assertThat(ours.stream().filter(name -> !isLambda(name)))
                .as("classes of the core")
                .hasSizeBetween(100, MOST_CLASSES);
    }

    @Test
    void whatOnlyAStallNeedsIsNotLoaded() throws Exception {
        assertThat(loadedBy(Host.class))
                .contains(OURS + "internal.engine.Engine")
                .noneMatch(name -> name.startsWith("org.slf4j.LoggerFactory"))
                .noneMatch(name -> name.startsWith("com.fasterxml.jackson."))
                .noneMatch(name -> name.startsWith(OURS + "internal.chain."))
                .noneMatch(name -> name.startsWith(OURS + "internal.jvm."))
                .noneMatch(name -> name.equals(OURS + "internal.diagnose.LinuxEyes"))
                .noneMatch(name -> name.equals(OURS + "internal.diagnose.ClassifierLoader"));
    }

    private static boolean isLambda(String name) {
        return name.contains("$$Lambda");
    }

    private static List<String> loadedBy(Class<?> host) throws IOException, InterruptedException {
        Process process = JavaProgram.start(JavaProgram.argv(host, List.of("-Xlog:class+load:stdout:none")));
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("exited with 0");
        // Lines such as "java.lang.Object source: shared objects file".
        return said.lines()
                .filter(line -> line.contains(" source: "))
                .map(line -> line.substring(0, line.indexOf(" source: ")).strip())
                .toList();
    }
}
