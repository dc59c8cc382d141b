package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Liveness;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Work that prints nothing for several times the idle limit, judged by its progress. */
@Tag("process")
@ExtendWith(NoResidue.class)
class QuietWorkTest {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Termination TIME_WAS_UP = new Termination.Exited(124);

    /** A Java program that needs no compiler of its own: the platform runs a source file. */
    private static final String COMPUTING =
            "class Computing { public static void main(String[] none) { while (true) { Math.sin(System.nanoTime()); } } }";

    @TempDir
    private Path directory;

    @Test
    void whatGoesOnIsNoStallAndWhatDoesNotIsOne() {
        Map<String, Command> quiet = new LinkedHashMap<>();
        quiet.put("a compressor", worksFor("gzip -9 < /dev/urandom > /dev/null"));
        quiet.put("a checksum", worksFor("exec sha256sum /dev/zero"));
        quiet.put("a copy", worksFor("exec cp /dev/urandom /dev/null"));
        quiet.put("a JVM that computes", worksFor("echo \"$2\" > \"$1/C.java\"; exec \"$3\" \"$1/C.java\""));
        quiet.put("a byte now and then into a file", worksFor("while sleep 0.2; do printf x; done > \"$1/bytes\""));
        quiet.put("children that come and go", worksFor("while :; do sleep 0.2; done"));
        quiet.put(
                "a little work between two sleeps",
                worksFor("while sleep 0.2; do i=0; while [ $i -lt 9999 ]; do i=$((i+1)); done; done"));
        Map<String, Termination> ends = new LinkedHashMap<>();
        RunResult idle;
        try (Watchdog watchdog = Watchdog.builder()
                .idleTimeout(IDLE)
                .hardTimeout(Duration.ofMinutes(2))
                .stopPolicy(StopPolicy.forced())
                .build()) {
            Map<String, Run> runs = new LinkedHashMap<>();
            Run sleeper = watchdog.start(sh("exec sleep 1000").liveness(Liveness.PROGRESS));
            quiet.forEach((what, command) -> runs.put(what, watchdog.start(command.liveness(Liveness.PROGRESS))));
            runs.forEach((what, run) -> ends.put(what, Sh.end(run).termination()));
            idle = Sh.end(sleeper);
        }

        assertThat(ends).allSatisfy((what, end) -> assertThat(end).as(what).isEqualTo(TIME_WAS_UP));
        assertThat(idle.termination())
                .isInstanceOfSatisfying(
                        Termination.Stopped.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(StopReason.IDLE_TIMEOUT));
    }

    /** A script with {@code $1} for the directory, ended after four idle limits. */
    private Command worksFor(String script) {
        return Command.of(
                "timeout",
                "4",
                "sh",
                "-c",
                script,
                "sh",
                directory.toString(),
                COMPUTING,
                ProcessHandle.current().info().command().orElseThrow());
    }
}
