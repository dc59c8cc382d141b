package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.fixture.Flight;
import io.runnerwatchdog.fixture.JavaProgram;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the flight recorder sees of real runs, and a Java runtime that has none. */
@Tag("process")
@ExtendWith(NoResidue.class)
class FlightRecorderTest {
    /** A host in a runtime of the smallest kind: a run that ends, and one that stalls. */
    static final class SmallHost {
        private SmallHost() {}

        public static void main(String[] arguments) throws InterruptedException {
            boolean recorder = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
            try (Watchdog watchdog = Watchdog.builder().build()) {
                RunResult well = watchdog.run(sh("exit 7"));
                RunResult stalled = watchdog.run(sh("exec sleep 1000").idleTimeout(Duration.ofMillis(300)));
                print("recorder " + recorder);
                print(well.termination().describe());
                print("stalled " + stalled.stalled());
            }
        }

        private static void print(String line) {
            System.out.println(line);
        }
    }

    @TempDir
    private Path directory;

    @Test
    void aRealStallIsInTheRecordingOfTheHost() throws Exception {
        RunResult stalled;
        RunResult ended;
        List<RecordedEvent> events;
        try (Flight flight = Flight.ofAll()) {
            try (Watchdog watchdog = Watchdog.builder().build()) {
                stalled = watchdog.run(
                        sh("exec sleep 1000").type("build").environment("ci").idleTimeout(Duration.ofMillis(300)));
                ended = watchdog.run(sh("exit 7"));
            }
            events = flight.events(directory.resolve("flight.jfr"));
        }

        assertThat(stalled.stalled()).isTrue();
        List<RecordedEvent> first = of(stalled, events);
        assertThat(Flight.names(first)).containsExactly("RunStarted", "RunStalled", "RunStopped");
        assertThat(first.get(1).getString("rootCause"))
                .isEqualTo(stalled.diagnosis().rootCause().id());
        assertThat(first.get(1).getDuration("silentFor")).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(first.get(2).getInt("survivors")).isZero();
        assertThat(first).allMatch(event -> event.getLong("pid") > 0);
        assertThat(first).allMatch(event -> event.getThread().getJavaName().startsWith("runner-watchdog-"));
        List<RecordedEvent> second = of(ended, events);
        assertThat(Flight.names(second)).containsExactly("RunStarted", "RunEnded");
        assertThat(second.get(1).getString("exitCode")).isEqualTo("7");
    }

    @Test
    void aRuntimeWithoutAFlightRecorderSupervisesAllTheSame() throws Exception {
        assertThat(linesOf("--limit-modules", "java.base"))
                .containsExactly("recorder false", "exited with code 7", "stalled true");
    }

    @Test
    void theSameHostInAWholeRuntimeHasOne() throws Exception {
        assertThat(linesOf()).containsExactly("recorder true", "exited with code 7", "stalled true");
    }

    private static List<RecordedEvent> of(RunResult run, List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getString("runId").equals(run.runId().value()))
                .toList();
    }

    private static List<String> linesOf(String... options) throws InterruptedException {
        List<String> java = new ArrayList<>(JavaProgram.SHORT_LIVED);
        java.addAll(List.of(options));
        List<String> argv = new ArrayList<>(JavaProgram.argv(SmallHost.class, java));
        argv.set(argv.indexOf("-cp") + 1, classPathWithoutLogging());
        try (Watchdog watchdog =
                Watchdog.builder().hardTimeout(Duration.ofMinutes(1)).build()) {
            RunResult result = watchdog.run(Command.of(argv).idleTimeout(Duration.ofSeconds(50)));
            assertThat(result.succeeded()).as(result.stderr().text()).isTrue();
            return result.stdout().text().lines().toList();
        }
    }

    /** The logging of the tests needs more modules than the library does. */
    private static String classPathWithoutLogging() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
