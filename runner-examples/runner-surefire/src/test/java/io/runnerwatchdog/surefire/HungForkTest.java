package io.runnerwatchdog.surefire;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.JavaProgram;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The hook and real processes: a JVM below a shell, as Surefire starts it. */
@Tag("process")
@ExtendWith(NoResidue.class)
class HungForkTest {
    @TempDir
    private Path directory;

    private final Forks.Log log = new Forks.Log();

    @Test
    void theForkIsLookedAtFromItsJvmOnAndLeftAlone() throws Exception {
        Path child = directory.resolve("child.pid");
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "\"$@\"; true", "sh"));
        argv.addAll(JavaProgram.argv(HungProgram.class, JavaProgram.SHORT_LIVED, child));
        Process shell = JavaProgram.start(argv);
        try {
            long sleep = Sh.awaitPid(child);
            ProcessHandle jvm = shell.children().findFirst().orElseThrow();

            new HangExtension().onTimeoutDetected(Forks.fork(shell.pid(), directory, log));

            assertThat(only("hang-", "fork2.txt"))
                    .contains("Root cause: child_hang")
                    .contains("java[" + jvm.pid() + "]")
                    .contains("└─ sleep[" + sleep + "] sleeps")
                    .doesNotContain("sh[" + shell.pid() + "]");
            assertThat(only("hang-", "threads.txt")).contains("at " + HungProgram.class.getName() + ".main");
            assertThat(log.warnings()).singleElement().asString().startsWith("fork 2 hangs, child_hang");
            assertThat(Sh.lives(sleep) && jvm.isAlive()).as("left alone").isTrue();
        } finally {
            List<ProcessHandle> tree = shell.descendants().toList();
            shell.toHandle().destroyForcibly();
            tree.forEach(ProcessHandle::destroyForcibly);
            shell.waitFor(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void aForkThatHasEndedOrIsNotKnownIsReportedAsThat() throws Exception {
        Process ended = JavaProgram.start(List.of("true"));
        ended.waitFor(1, TimeUnit.MINUTES);

        new HangExtension().onTimeoutDetected(Forks.fork(ended.pid(), directory.resolve("ended"), log));
        new HangExtension().onTimeoutDetected(Forks.fork(-1, directory.resolve("unknown"), log));

        assertThat(log.warnings())
                .satisfiesExactly(
                        warning -> assertThat(warning).contains("it has ended meanwhile"),
                        warning -> assertThat(warning).contains("its process number is not known"));
    }

    private String only(String beginning, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith(beginning)
                                    && file.getFileName().toString().endsWith(ending))
                    .toList();
            assertThat(found).hasSize(1);
            return Files.readString(found.get(0));
        }
    }
}
