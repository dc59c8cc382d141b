package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.awaitPid;
import static io.runnerwatchdog.fixture.Sh.lives;
import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What users of other tools suffer when something hangs; the tag bears the row of docs/failures.md. */
@Tag("process")
@ExtendWith(NoResidue.class)
class KnownDiagnosisFailuresTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String TELL_PID = "echo $$ > \"$1.part\"; mv \"$1.part\" \"$1\"; ";

    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void release() {
        release.countDown();
    }

    @Test
    @Tag("failure-16")
    void aSpinnerIsLifeByOutputAndTheHardLimitEndsIt() throws InterruptedException {
        // The same character again and again, never a line: it counts as a sign of life, so only the limit in all
        // helps.
        RunResult result;
        try (Watchdog watchdog = Watchdog.builder().listener(listener).build()) {
            result = watchdog.run(sh("while :; do printf '.\\b'; sleep 0.02; done")
                    .idleTimeout(SHORT)
                    .hardTimeout(SHORT.multipliedBy(3)));
        }

        assertThat(listener.await(RunEvent.Stalled.class).kind()).isEqualTo(StallKind.HARD);
        assertThat(result.stalled()).isTrue();
    }

    @Test
    @Tag("failure-18")
    void theEvidenceOfAStallIsWrittenBeforeAnythingIsStopped() throws InterruptedException {
        // The child says itself what was written by the time the polite signal reached it.
        Path file;
        RunResult result;
        try (EvidenceLog evidence = EvidenceLog.in(directory);
                Watchdog watchdog = Watchdog.builder().listener(evidence).build()) {
            file = evidence.file();
            result = watchdog.run(sh("trap 'cat \"$1\"; exit 7' TERM; while :; do sleep 0.02; done", file)
                    .idleTimeout(SHORT));
        }

        assertThat(result.stdout().text())
                .contains("\"event\":\"idle-timeout\"")
                .doesNotContain("\"event\":\"killed\"");
        assertThat(file).content().contains("\"event\":\"killed\"");
    }

    @Test
    @Tag("failure-19")
    void eachProcessOfTheTreeIsLookedAtWhileItLives() throws InterruptedException {
        Path deepest = directory.resolve("pid");
        Map<Long, Boolean> lived = new ConcurrentHashMap<>();
        try (Watchdog watchdog = Watchdog.builder()
                .discoverClassifiers(false)
                .classifier(classifier("looks", stall -> {
                    for (ProcessFacts process : stall.now().processes()) {
                        lived.put(
                                process.pid(),
                                lives(process.pid()) && !process.threads().isEmpty());
                    }
                    return Optional.empty();
                }))
                .build()) {
            RunResult result = watchdog.run(sh(
                            "sh -c 'setsid sh -c \"$2\" sh \"$1\" & wait' sh \"$1\" \"$2\" & wait",
                            deepest,
                            TELL_PID + "sleep 1000; :")
                    .idleTimeout(SHORT));

            assertThat(lived).hasSize(4).containsKey(awaitPid(deepest)).doesNotContainValue(false);
            assertThat(result.diagnosis().chain().leaf())
                    .hasValueSatisfying(leaf -> assertThat(leaf.name()).isEqualTo("sleep"));
        }
    }

    @Test
    @Tag("failure-20")
    void howeverManyClassifiersHangTheyHaveOneBoundTogether() throws InterruptedException {
        List<RootCauseClassifier> hanging = IntStream.range(0, 8)
                .mapToObj(i -> classifier("hangs." + i, stall -> {
                    awaitRelease();
                    return Optional.empty();
                }))
                .toList();
        var builder = Watchdog.builder().discoverClassifiers(false).listener(listener);
        hanging.forEach(builder::classifier);
        RunResult result;
        try (Watchdog watchdog = builder.build()) {
            result = watchdog.run(sh("exec sleep 1000").idleTimeout(SHORT));
        }

        assertThat(result.stalled()).isTrue();
        assertThat(result.stop().survivors()).isEmpty();
        assertThat(listener.await(RunEvent.Stalled.class).diagnosisTook()).isLessThan(Duration.ofSeconds(5));
    }

    private static RootCauseClassifier classifier(String id, Function<StallContext, Optional<Verdict>> judge) {
        return new RootCauseClassifier() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Optional<Verdict> classify(StallContext stall) {
                return judge.apply(stall);
            }
        };
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
