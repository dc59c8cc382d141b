package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Stdin;
import io.runnerwatchdog.run.Termination;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one tries on the first day with processes that are there, and what comes of it. */
@Tag("process")
@ExtendWith(NoResidue.class)
class NewcomerRunsTest {
    private static final Command ASKING = sh("read -r answer || exit 7; echo \"got $answer\"");

    @Test
    void aListenerThatAwaitsItsOwnRunIsNoDeadlock() throws Exception {
        CompletableFuture<Run> begun = new CompletableFuture<>();
        CompletableFuture<RunResult> awaited = new CompletableFuture<>();
        try (Watchdog watchdog = Watchdog.builder()
                .listener(event -> {
                    if (event instanceof RunEvent.Started) {
                        awaited.complete(await(begun.join()));
                    }
                })
                .build()) {
            begun.complete(watchdog.start(sh("exit 3")));

            assertThat(awaited.get(Sh.PATIENCE.toSeconds(), TimeUnit.SECONDS).exitCode())
                    .hasValue(3);
        }
    }

    @Test
    void aStepThatAsksAQuestionGetsTheEndOfInputUnlessItIsGivenSome() throws Exception {
        try (Watchdog watchdog = Watchdog.builder().build()) {
            assertThat(watchdog.run(ASKING).termination()).isEqualTo(new Termination.Exited(7));

            byte[] answer = "yes\n".getBytes(StandardCharsets.UTF_8);
            assertThat(watchdog.run(ASKING.stdin(Stdin.bytes(answer))).stdout().text())
                    .isEqualTo("got yes\n");
        }
    }

    private static RunResult await(Run run) {
        try {
            return run.await();
        } catch (InterruptedException closing) {
            throw new AssertionError("the watchdog was closed first", closing);
        }
    }
}
