package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.WatchdogBuilder;
import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunEvent.ForeignFailed.Part;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Listeners and classifiers of the host's that throw, hang or lie: none can break a run. */
@Tag("process")
@ExtendWith(NoResidue.class)
class ForeignCodeTest {
    private final RecordingListener listener = new RecordingListener();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void release() {
        release.countDown();
    }

    @Test
    void aListenerThatThrowsIsToldToTheOthers() throws InterruptedException {
        RunResult result;
        try (Watchdog watchdog = builder()
                .listener(event -> {
                    throw new IllegalStateException("on purpose");
                })
                .build()) {
            result = watchdog.run(sh("echo x"));
        }

        assertThat(result.succeeded()).isTrue();
        assertThat(listener.kinds(result.runId())).contains("Started", "Exited");
        assertThat(listener.heard(RunEvent.ForeignFailed.class)).isNotEmpty().allSatisfy(failed -> {
            assertThat(failed.part()).isEqualTo(Part.LISTENER);
            assertThat(failed.problem()).contains("on purpose");
        });
    }

    @Test
    void aListenerThatHangsHoldsUpNeitherTheStopNorTheClosing() throws InterruptedException {
        RunResult result;
        try (Watchdog watchdog = builder().listener(event -> awaitRelease()).build()) {
            result = watchdog.run(stalling());
        }

        assertThat(result.stalled()).isTrue();
        assertThat(listener.kinds(result.runId())).containsExactly("Started", "Stalled", "Stopped");
    }

    @Test
    void aListenerThatIsTakenOffHearsNoMore() throws Exception {
        RecordingListener second = new RecordingListener();
        try (Watchdog watchdog = builder().build()) {
            Watchdog.Subscription subscription = watchdog.listen(second);
            watchdog.run(sh(":"));
            second.await(RunEvent.Exited.class);
            subscription.close();
            subscription.close();
            watchdog.run(sh(":"));
        }

        assertThat(second.heard(RunEvent.Exited.class)).hasSize(1);
        assertThat(listener.heard(RunEvent.Exited.class)).hasSize(2);
    }

    @Test
    void aClassifierOfTheHostIsAskedWithAllThatIsKnown() throws InterruptedException {
        RootCause cause = RootCause.of("licence_server");
        RunResult result = runWith(context -> context.stdout()
                .lastLineContaining("licence")
                .map(line -> Verdict.of(cause, 0.9).because(Because.outputLine(line))));

        assertThat(result.diagnosis().rootCause()).isEqualTo(cause);
        assertThat(result.diagnosis().summary()).contains("licence_server");
    }

    @Test
    void aClassifierThatThrowsLeavesTheCauseUnknown() throws InterruptedException {
        assertClassifierFails(
                context -> {
                    throw new IllegalStateException("on purpose");
                },
                "on purpose");
    }

    @Test
    void aClassifierThatHangsIsNotWaitedFor() throws InterruptedException {
        assertClassifierFails(
                context -> {
                    awaitRelease();
                    return Optional.empty();
                },
                "gave no answer within a second");
    }

    @Test
    void aClassifierThatReturnsNullIsReported() throws InterruptedException {
        assertClassifierFails(context -> null, "null");
    }

    private void assertClassifierFails(Function<StallContext, Optional<Verdict>> judge, String problem)
            throws InterruptedException {
        RunResult result = runWith(judge);

        assertThat(result.stalled()).isTrue();
        assertThat(result.diagnosis().rootCause()).isEqualTo(RootCause.UNKNOWN);
        RunEvent.ForeignFailed failed = listener.await(RunEvent.ForeignFailed.class);
        assertThat(failed.part()).isEqualTo(Part.CLASSIFIER);
        assertThat(failed.name()).isEqualTo("test");
        assertThat(failed.problem()).contains(problem);
    }

    private RunResult runWith(Function<StallContext, Optional<Verdict>> judge) throws InterruptedException {
        RootCauseClassifier classifier = new RootCauseClassifier() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public Optional<Verdict> classify(StallContext context) {
                return judge.apply(context);
            }
        };
        try (Watchdog watchdog = builder().classifier(classifier).build()) {
            return watchdog.run(stalling());
        }
    }

    private WatchdogBuilder builder() {
        return Watchdog.builder().discoverClassifiers(false).listener(listener);
    }

    private static Command stalling() {
        return sh("echo waiting for a licence; exec sleep 1000").idleTimeout(Duration.ofMillis(300));
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
