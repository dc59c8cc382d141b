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
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a classifier hands back is code of the host as well: it runs when it is looked at. */
@Tag("process")
@ExtendWith(NoResidue.class)
class HostileThrowablesTest {
    private static final RootCause CAUSE = RootCause.of("licence_server");

    private final RecordingListener listener = new RecordingListener();

    @Test
    void anExceptionThatCannotBePrintedIsAFailureLikeAnyOther() throws Exception {
        assertOnlyItsOwnLoss(stall -> {
            throw new IllegalStateException() {
                private static final long serialVersionUID = 1;

                @Override
                public String getMessage() {
                    throw new IllegalStateException("not even that");
                }
            };
        });
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aVerdictThatIsNoneIsAFailureLikeAnyOther() throws Exception {
        assertOnlyItsOwnLoss(stall -> (Optional<Verdict>) (Optional) Optional.of("licence_server"));
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
