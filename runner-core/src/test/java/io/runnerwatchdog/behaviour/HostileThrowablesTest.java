package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.spi.StallContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What code of the host hands back or throws is code of the host as well: it runs when it is looked at. */
@Tag("process")
@ExtendWith(NoResidue.class)
class HostileThrowablesTest {
    private static final RootCause CAUSE = RootCause.of("licence_server");

    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();

    @Test
    void anExceptionThatCannotBePrintedIsAFailureLikeAnyOther() throws Exception {
        assertOnlyItsOwnLoss(stall -> {
            throw new Unprintable();
        });
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aVerdictThatIsNoneIsAFailureLikeAnyOther() throws Exception {
        assertOnlyItsOwnLoss(stall -> (Optional<Verdict>) (Optional) Optional.of("licence_server"));
    }

    /** Assertions are what test harnesses have in their listeners and sinks. */
    @ParameterizedTest
    @MethodSource("thrown")
    void aListenerIsAskedAgainWhateverItThrew(Error thrown) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Watchdog watchdog = Watchdog.builder()
                .listener(listener)
                .listener(event -> {
                    asked.incrementAndGet();
                    throw thrown;
                })
                .build()) {
            watchdog.run(sh(":"));
            watchdog.run(sh(":"));
        }

        assertThat(asked)
                .as("two starts, two ends, and the news of its failures")
                .hasValueGreaterThanOrEqualTo(4);
        assertThat(listener.heard(RunEvent.ForeignFailed.class)).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void theOutputOfOthersIsReadOnWhateverASinkThrew(Error thrown) throws Exception {
        Path go = directory.resolve("go");
        List<String> lines = new CopyOnWriteArrayList<>();
        try (Watchdog watchdog = Watchdog.builder().listener(listener).build()) {
            Run other = watchdog.start(
                    sh("until [ -e \"$1\" ]; do sleep 0.02; done; echo on", go).onStdoutLine(lines::add));
            RunResult result = watchdog.run(sh("echo x").onStdoutLine(line -> {
                throw thrown;
            }));

            assertThat(result.succeeded()).isTrue();
            Files.createFile(go);
            assertThat(other.await(Duration.ofSeconds(15))).isPresent();
            assertThat(watchdog.run(sh("echo after").onStdoutLine(lines::add)).succeeded())
                    .isTrue();
        }
        assertThat(lines).containsExactlyInAnyOrder("on", "after");
        assertThat(listener.heard(RunEvent.ForeignFailed.class)).hasSize(1);
    }

    static List<Error> thrown() {
        return List.of(new AssertionError("on purpose"), new Unprintable(), new OutOfMemoryError("on purpose"));
    }

    private static final class Unprintable extends Error {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even that");
        }
    }

    private void assertOnlyItsOwnLoss(Function<StallContext, Optional<Verdict>> judge) throws Exception {
        try (Watchdog watchdog = Watchdog.builder()
                .discoverClassifiers(false)
                .listener(listener)
                .classifier(WrongClassifiersTest.classifier("hostile", judge))
                .classifier(WrongClassifiersTest.classifier("good", stall -> Optional.of(Verdict.of(CAUSE, 0.9))))
                .build()) {
            Run run = watchdog.start(sh("exec sleep 1000").idleTimeout(Duration.ofMillis(300)));

            Optional<RunResult> result = run.await(Duration.ofSeconds(15));

            assertThat(result).as("it is stopped, whatever a classifier does").isPresent();
            assertThat(result.get().diagnosis().rootCause()).isEqualTo(CAUSE);
            assertThat(listener.await(RunEvent.ForeignFailed.class).name()).isEqualTo("hostile");
        }
    }
}
