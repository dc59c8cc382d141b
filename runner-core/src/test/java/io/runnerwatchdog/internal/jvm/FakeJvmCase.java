package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What all tests with a {@link FakeJvm} need: a directory for it, and that it is closed and no mark of ours left. */
abstract class FakeJvmCase {
    static final Duration SHORT = Duration.ofMillis(600);
    static final FakeJvm.Service ANSWERS = FakeJvm.answering("0\nFull thread dump\n");

    @TempDir
    Path directory;

    FakeJvm jvm;

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(jvm.mark()).doesNotExist();
        jvm.close();
    }

    static void nothingInTime(JvmAttach attach) {
        long start = System.nanoTime();
        assertThat(attach.threadDump(FakeJvm.PID, SHORT)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plusSeconds(5));
    }
}
