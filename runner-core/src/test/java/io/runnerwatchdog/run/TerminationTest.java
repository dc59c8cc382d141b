package io.runnerwatchdog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminationTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 2, 127, 128, 160, 192, 255})
    void aCodeOutsideOfTheRangeOfSignalsIsOnlyACode(int code) {
        Termination.Exited exited = new Termination.Exited(code);

        assertThat(exited.likelySignal()).isEmpty();
        assertThat(exited.describe()).isEqualTo("exited with code " + code);
    }

    @ParameterizedTest
    @CsvSource({"129,1", "130,2", "137,9", "143,15", "159,31"})
    void aCodeInTheRangeOfSignalsMayBeOneAndSaysThatItIsAGuess(int code, int signal) {
        Termination.Exited exited = new Termination.Exited(code);

        assertThat(exited.likelySignal()).hasValue(signal);
        assertThat(exited.describe()).isEqualTo("exited with code " + code + " (signal " + signal + "?)");
    }

    @ParameterizedTest
    @CsvSource({
        "IDLE_TIMEOUT,stopped at its idle limit",
        "HARD_TIMEOUT,stopped at its hard limit",
        "CANCELLED,cancelled",
        "INTERRUPTED,stopped because the waiting thread was interrupted",
        "CLOSED,stopped because the watchdog was closed"
    })
    void aStopSaysWhoWantedIt(StopReason reason, String words) {
        assertThat(new Termination.Stopped(reason, OptionalInt.empty()).describe())
                .isEqualTo(words);
        assertThat(new Termination.Stopped(reason, OptionalInt.of(143)).describe())
                .isEqualTo(words);
    }

    @Test
    void whatNeverRanSaysWhy() {
        assertThat(new Termination.NotStarted(StartFailure.COMMAND_NOT_FOUND, "no such program: x").describe())
                .isEqualTo("could not be started: no such program: x");
        assertThat(new Termination.Skipped("three stalls in an hour", NOON).describe())
                .isEqualTo("skipped until 2026-01-02T12:00:00Z: three stalls in an hour");
        assertThat(new Termination.Blocked("\"rm\" is not allowed").describe())
                .isEqualTo("blocked: \"rm\" is not allowed");
    }

    @Test
    void onlyTheTwoLimitsAreStalls() {
        assertThat(StopReason.values())
                .filteredOn(StopReason::isStall)
                .containsExactly(StopReason.IDLE_TIMEOUT, StopReason.HARD_TIMEOUT);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void whatIsMissingIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Termination.NotStarted(null, ""))
                .withMessage("failure");
        assertThatNullPointerException()
                .isThrownBy(() -> new Termination.NotStarted(StartFailure.OTHER, null))
                .withMessage("message");
        assertThatNullPointerException()
                .isThrownBy(() -> new Termination.Stopped(null, OptionalInt.empty()))
                .withMessage("reason");
        assertThatNullPointerException()
                .isThrownBy(() -> new Termination.Stopped(StopReason.CLOSED, null))
                .withMessage("code");
        assertThatNullPointerException()
                .isThrownBy(() -> new Termination.Skipped(null, NOON))
                .withMessage("reason");
        assertThatNullPointerException()
                .isThrownBy(() -> new Termination.Skipped("", null))
                .withMessage("until");
        assertThatNullPointerException()
                .isThrownBy(() -> new Termination.Blocked(null))
                .withMessage("reason");
    }
}
