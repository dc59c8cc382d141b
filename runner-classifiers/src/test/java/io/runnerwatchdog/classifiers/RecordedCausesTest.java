package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.linux.RecordedProc;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real stalls that were recorded: from what the kernel showed to the cause. */
class RecordedCausesTest {
    /** Of these the kernel functions are of several kinds; a full pipe may be any of those that are open. */
    private static final Set<String> NEED_SYSTEM_CALLS =
            Set.of("pthread-deadlock", "full-pipe", "pipe-deadlock", "terminal-read");

    static List<RecordedCase> all() {
        return RecordedCase.ALL;
    }

    static List<RecordedCase> clearWithoutSystemCalls() {
        return RecordedCase.ALL.stream()
                .filter(recorded -> !NEED_SYSTEM_CALLS.contains(recorded.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theCauseIsFound(RecordedCase recorded) {
        RecordedProc recording = recorded.recording();

        assertThat(Verdicts.cause(RecordedCase.seenTwice(recording))).contains(recorded.cause());
        assertThat(Verdicts.cause(RecordedCase.seenOnce(recording)))
                .as("seen once only")
                .contains(recorded.cause());
    }

    @ParameterizedTest
    @MethodSource("clearWithoutSystemCalls")
    void withoutSystemCallsTheCauseIsFoundToo(RecordedCase recorded) {
        RecordedProc recording =
                recorded.recording().without(path -> path.endsWith("/syscall") || path.endsWith("/mem"));

        assertThat(Verdicts.cause(RecordedCase.seenTwice(recording))).contains(recorded.cause());
    }

    @Test
    void aDeadlockInMemoryIsNearlyCertain() {
        RecordedCase deadlock = RecordedCase.ALL.stream()
                .filter(recorded -> recorded.name().equals("pthread-deadlock"))
                .findFirst()
                .orElseThrow();

        assertThat(Verdicts.of(RecordedCase.seenTwice(deadlock.recording())))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.confidence().value()).isGreaterThan(0.95));
    }
}
