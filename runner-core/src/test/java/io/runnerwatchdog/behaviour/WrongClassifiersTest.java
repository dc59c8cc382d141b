package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.WatchdogBuilder;
import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.event.RunEvent.ForeignFailed;
import io.runnerwatchdog.event.RunEvent.ForeignFailed.Part;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.Termination;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers that go wrong in each way one can think of, beside two that do not: nobody else loses anything. */
@Tag("process")
@ExtendWith(NoResidue.class)
class WrongClassifiersTest {
    private static final RootCause CAUSE = RootCause.of("licence_server");
    private static final Verdict SURE = Verdict.of(CAUSE, 0.9).because(Because.fact("the licence server is down"));
    private static final Verdict UNSURE = Verdict.of(RootCause.of("coffee_break"), 0.4);

    /** All limits of a diagnosis together are below this, on a busy machine too. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final RecordingListener listener = new RecordingListener();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void release() {
        release.countDown();
    }

    @Test
    void whoeverThrowsWhateverLosesItsOwnVerdictOnly() throws Exception {
        Map<String, Function<StallContext, Optional<Verdict>>> wrong = new LinkedHashMap<>();
        wrong.put("error", stall -> {
            throw new AssertionError("on purpose");
        });
        wrong.put("linkage", stall -> {
            throw new NoClassDefFoundError("on purpose");
        });
        wrong.put("malformed", stall -> Optional.of(Verdict.of(RootCause.of("Bad Cause!"), 0.9)));
        wrong.put("null", stall -> null);
        wrong.put("out-of-memory", stall -> {
            throw new OutOfMemoryError("on purpose");
        });
        wrong.put("overflow", WrongClassifiersTest::recurse);
        wrong.put("surer-than-sure", stall -> Optional.of(Verdict.of(CAUSE, 1.5)));
        wrong.put("throws", stall -> {
            throw new IllegalStateException("on purpose");
        });
        wrong.put("unchecked-lie", stall -> sneak(new IOException("on purpose")));

        assertOthersUnharmed(wrong);

        assertThat(problem("error")).contains("AssertionError");
        assertThat(problem("linkage")).contains("NoClassDefFoundError");
        assertThat(problem("malformed")).contains("Bad Cause!");
        assertThat(problem("null")).contains("null");
        assertThat(problem("out-of-memory")).contains("OutOfMemoryError");
        assertThat(problem("overflow")).contains("StackOverflowError");
        assertThat(problem("surer-than-sure")).contains("1.5");
        assertThat(problem("throws")).contains("on purpose");
        assertThat(problem("unchecked-lie")).contains("IOException");
    }

    @Test
    void whoSleepsForEverIsInterruptedAndWhoDoesNotHearThatIsLeft() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Map<String, Function<StallContext, Optional<Verdict>>> wrong = new LinkedHashMap<>();
        wrong.put("deaf", stall -> {
            while (release.getCount() > 0) {
                awaitRelease();
            }
            return Optional.of(SURE);
        });
        wrong.put("sleeps", stall -> {
            if (!awaitRelease()) {
                interrupted.countDown();
            }
            return Optional.of(SURE);
        });

        assertOthersUnharmed(wrong);

        assertThat(interrupted.getCount()).isZero();
        assertThat(problem("deaf")).contains("no answer");
        assertThat(problem("sleeps")).contains("no answer");
    }

    @Test
    void anInterruptThatAClassifierSetsStaysWithIt() throws Exception {
        RunResult first;
        RunResult second;
        try (Watchdog watchdog = builder(Map.of("interrupts", stall -> {
                    Thread.currentThread().interrupt();
                    return Optional.of(UNSURE);
                }))
                .build()) {
            first = watchdog.run(stalling());
            second = watchdog.run(stalling());
        }

        for (RunResult result : List.of(first, second)) {
            assertThat(classifiers(result)).containsExactlyInAnyOrder("good.sure", "good.unsure", "interrupts");
        }
        assertThat(listener.heard(ForeignFailed.class)).isEmpty();
    }

    @Test
    void aClassifierMayStartAnotherRun() throws Exception {
        AtomicReference<Watchdog> own = new AtomicReference<>();
        List<Run> begun = new ArrayList<>();
        RunResult result;
        RunResult second;
        try (Watchdog watchdog = builder(Map.of("starts", stall -> {
                    Run run = own.get().start(sh("exit 5"));
                    begun.add(run);
                    return Sh.end(run).exitCode().isPresent() ? Optional.of(UNSURE) : Optional.empty();
                }))
                .build()) {
            own.set(watchdog);
            result = watchdog.run(stalling());
            second = Sh.end(begun.get(0));
        }

        assertThat(second.exitCode()).hasValue(5);
        assertThat(classifiers(result)).contains("good.sure", "good.unsure");
        assertThat(result.diagnosis().rootCause()).isEqualTo(CAUSE);
    }

    @Test
    void aClassifierMayCloseTheWatchdog() throws Exception {
        AtomicReference<Watchdog> own = new AtomicReference<>();
        CountDownLatch closed = new CountDownLatch(1);
        Watchdog watchdog = builder(Map.of("closes", stall -> {
                    own.get().close();
                    closed.countDown();
                    return Optional.empty();
                }))
                .build();
        own.set(watchdog);
        Run other = watchdog.start(sh("exec sleep 1000"));

        RunResult result = watchdog.start(stalling()).await(Sh.PATIENCE).orElseThrow();
        watchdog.close();

        assertThat(result.stalled()).isTrue();
        assertThat(result.diagnosis().rootCause()).isEqualTo(CAUSE);
        assertThat(classifiers(result)).contains("good.sure", "good.unsure");
        assertThat(Sh.end(other).termination())
                .isInstanceOfSatisfying(
                        Termination.Stopped.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(StopReason.CLOSED));
        await().atMost(SOON).until(() -> closed.getCount() == 0);
    }

    private void assertOthersUnharmed(Map<String, Function<StallContext, Optional<Verdict>>> wrong) throws Exception {
        RunResult result;
        Path file;
        try (EvidenceLog evidence = EvidenceLog.in(directory);
                Watchdog watchdog = builder(wrong).listener(evidence).build()) {
            file = evidence.file();
            result = watchdog.run(stalling());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(listener.heard(ForeignFailed.class))
                            .extracting(ForeignFailed::name)
                            .containsAll(wrong.keySet()));
        }

        assertThat(result.stalled()).isTrue();
        assertThat(result.stop().survivors()).isEmpty();
        assertThat(result.duration()).isLessThan(SOON);
        assertThat(classifiers(result)).containsExactly("good.sure", "good.unsure");
        assertThat(result.diagnosis().rootCause()).isEqualTo(CAUSE);
        assertThat(listener.heard(ForeignFailed.class))
                .as("each is told of once")
                .hasSameSizeAs(wrong.keySet())
                .allMatch(failed -> failed.part() == Part.CLASSIFIER)
                .extracting(ForeignFailed::name)
                .containsExactlyInAnyOrderElementsOf(wrong.keySet());
        assertThat(EvidenceReader.of(file).last(10).stream().filter(EvidenceRecord::isStall))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.rootCause()).contains(CAUSE);
                    assertThat(line.json()).contains("the licence server is down");
                });
    }

    private String problem(String classifier) {
        return listener.heard(ForeignFailed.class).stream()
                .filter(failed -> failed.name().equals(classifier))
                .findFirst()
                .orElseThrow()
                .problem();
    }

    private static List<String> classifiers(RunResult result) {
        return result.diagnosis().judgements().stream()
                .map(Judgement::classifier)
                .toList();
    }

    private WatchdogBuilder builder(Map<String, Function<StallContext, Optional<Verdict>>> wrong) {
        WatchdogBuilder builder = Watchdog.builder()
                .discoverClassifiers(false)
                .listener(listener)
                .classifier(classifier("good.sure", stall -> Optional.of(SURE)))
                .classifier(classifier("good.unsure", stall -> Optional.of(UNSURE)));
        wrong.forEach((id, judge) -> builder.classifier(classifier(id, judge)));
        return builder;
    }

    static RootCauseClassifier classifier(String id, Function<StallContext, Optional<Verdict>> judge) {
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

    private static Command stalling() {
        return sh("exec sleep 1000").idleTimeout(Duration.ofMillis(300));
    }

    private static Optional<Verdict> recurse(StallContext stall) {
        return recurse(stall).filter(verdict -> !verdict.equals(SURE));
    }

    /** Throws what no signature tells of. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> Optional<Verdict> sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    /** Whether it was released, not interrupted. */
    private boolean awaitRelease() {
        try {
            release.await();
            return true;
        } catch (InterruptedException limit) {
            return false;
        }
    }
}
