package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.fixture.StuckJvm;
import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.stop.KillCommand;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What all tests with real processes need: they are started, asked and signalled here, and ended afterwards. */
abstract class RealJvmCase {
    static final Duration SHORT = Duration.ofMillis(600);
    private static final Path TEMPORARY = Path.of("/tmp");

    final AtomicInteger signals = new AtomicInteger();
    final LongConsumer quit = pid -> {
        signals.incrementAndGet();
        new KillCommand().quit(pid);
    };
    final ProcFs proc = ProcFs.ofThisMachine().orElseThrow();
    final JvmAttach attach = new JvmAttach(proc, quit, System::nanoTime);
    private final List<Process> started = new ArrayList<>();
    private List<String> marksBefore;

    @BeforeEach
    void remember() throws IOException {
        marksBefore = marks();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.toHandle().destroyForcibly();
            process.waitFor();
            // A JVM that is killed cannot clear up itself.
            Files.deleteIfExists(socket(process.pid()));
        }
        assertThat(marks()).isEqualTo(marksBefore);
    }

    Process stuck(String how, String... options) throws IOException {
        Process jvm = StuckJvm.start(how, options);
        started.add(jvm);
        StuckJvm.awaitReady(jvm);
        return jvm;
    }

    Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.add(process);
        return process;
    }

    ThreadDump dump(long pid) {
        return ThreadDumpParser.parse(attach.threadDump(pid, Sh.PATIENCE).orElseThrow());
    }

    static Path socket(long pid) {
        return TEMPORARY.resolve(".java_pid" + pid);
    }

    private static List<String> marks() throws IOException {
        return names(TEMPORARY, ".attach_pid*");
    }

    static List<String> names(Path directory, String glob) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }
}
