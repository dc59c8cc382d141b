package io.runnerwatchdog.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.fixture.Flight;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.StopReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import jdk.jfr.EventType;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JfrListenerTest {
    private static final Instant AT = Instant.parse("2026-11-23T10:15:30.250Z");
    private static final Set<String> OF_ALL_EVENTS = Set.of("startTime", "duration", "eventThread", "stackTrace");
    private static final String SECRET = "hunter2";

    @TempDir
    private Path directory;

    private final FlightListener listener = FlightRecorders.ofThisRuntime().orElseThrow();

    @Test
    void aRunThatStallsIsRecordedAsItHappened() throws IOException {
        List<RecordedEvent> events;
        try (Flight flight = Flight.ofAll()) {
            listener.onEvent(new RunEvent.Started(run(), AT));
            listener.onEvent(stalled(Duration.ofSeconds(12)));
            listener.onEvent(stopped());
            events = flight.events(directory.resolve("flight.jfr"));
        }

        assertThat(Flight.names(events)).containsExactly("RunStarted", "RunStalled", "RunStopped");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getString("runId")).isEqualTo(run().runId().value());
            assertThat(event.getInt("attempt")).isEqualTo(2);
            assertThat(event.getString("commandType")).isEqualTo("build");
            assertThat(event.getString("environment")).isEqualTo("ci");
            assertThat(event.getLong("pid")).isEqualTo(4711);
            assertThat(event.getInstant("happenedAt")).isEqualTo(AT);
            assertThat(event.getEventType().getCategoryNames()).containsExactly("Runner Watchdog");
            assertThat(event.getEventType().getLabel()).isNotBlank();
            assertThat(event.getEventType().getDescription()).isNotBlank();
        });
        RecordedEvent stall = events.get(1);
        assertThat(stall.getString("limitReached")).isEqualTo("idle");
        assertThat(stall.getDuration("limit")).isEqualTo(Duration.ofSeconds(12));
        assertThat(stall.getDuration("silentFor")).isEqualTo(Duration.ofSeconds(13));
        assertThat(stall.getString("rootCause")).isEqualTo("network");
        assertThat(stall.getFloat("confidence")).isEqualTo(0.9f);
        assertThat(stall.getDuration("diagnosisTook")).isEqualTo(Duration.ofMillis(40));
        assertThat(stall.getBoolean("shadow")).isFalse();
        RecordedEvent stop = events.get(2);
        assertThat(stop.getString("reason")).isEqualTo("idle_timeout");
        assertThat(stop.getDuration("ranFor")).isEqualTo(Duration.ofSeconds(14));
        assertThat(stop.getDuration("stopTook")).isEqualTo(Duration.ofMillis(900));
        assertThat(stop.getDuration("graceUsed")).isEqualTo(Duration.ofMillis(700));
        assertThat(stop.getInt("processes")).isEqualTo(2);
        assertThat(stop.getInt("survivors")).isOne();
    }

    @Test
    void aRunThatEndsByItselfIsRecordedWithItsCodeIfThereIsOne() throws IOException {
        try (Flight flight = Flight.of(List.of("RunEnded"))) {
            listener.onEvent(new RunEvent.Exited(run(), AT, 3, Duration.ofSeconds(1), Duration.ZERO));
            listener.onEvent(new RunEvent.Ended(run(), AT, Duration.ofSeconds(2)));

            List<RecordedEvent> events = flight.events(directory.resolve("flight.jfr"));
            assertThat(events).extracting(event -> event.getString("exitCode")).containsExactly("3", "");
            assertThat(events)
                    .extracting(event -> event.getDuration("ranFor"))
                    .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        }
    }

    @Test
    void neitherTheCommandNorItsOutputIsRecorded() throws IOException {
        Path file = directory.resolve("flight.jfr");
        try (Flight flight = Flight.ofAll()) {
            listener.onEvent(new RunEvent.Started(run(), AT));
            listener.onEvent(stalled(Duration.ofSeconds(12)));
            listener.onEvent(stopped());

            assertThat(flight.events(file))
                    .hasSize(3)
                    .noneMatch(event -> event.toString().contains(SECRET));
        }
    }

    @Test
    void onlyWhatARecordingAsksForIsHandedOut() {
        assertThat(listener.test(new RunEvent.Started(run(), AT))).isFalse();
        try (Flight flight = Flight.of(List.of("RunStalled"))) {
            assertThat(listener.test(stalled(Duration.ofSeconds(12)))).isTrue();
            assertThat(listener.test(new RunEvent.Started(run(), AT))).isFalse();
            assertThat(listener.test(new RunEvent.Slow(run(), AT, Duration.ZERO)))
                    .isFalse();
        }
        assertThat(listener.test(stalled(Duration.ofSeconds(12)))).isFalse();
    }

    @Test
    void aLimitThatIsMeantToLastForEverIsRecordedToo() throws IOException {
        try (Flight flight = Flight.of(List.of("RunStalled"))) {
            listener.onEvent(stalled(Duration.ofSeconds(Long.MAX_VALUE)));

            assertThat(flight.events(directory.resolve("flight.jfr")))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getDuration("limit")).isGreaterThan(Duration.ofDays(365)));
        }
    }

    @Test
    void thePageNamesEachEventAndEachOfItsFields() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "metrics.md"));

        for (Class<? extends RecordedRun> kind :
                List.of(RecordedStart.class, RecordedStall.class, RecordedStop.class, RecordedEnd.class)) {
            EventType type = EventType.getEventType(kind);
            assertThat(page).contains("`" + type.getName() + "`");
            assertThat(type.getFields())
                    .extracting(ValueDescriptor::getName)
                    .filteredOn(name -> !OF_ALL_EVENTS.contains(name))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        }
    }

    private static RunInfo run() {
        RunId id = new RunId("00112233445566778899aabbccddeeff");
        return new RunInfo(id, 2, "login --password " + SECRET, "build", "ci", OptionalLong.of(4711), "box");
    }

    private static RunEvent.Stalled stalled(Duration limit) {
        return new RunEvent.Stalled(
                run(),
                AT,
                StallKind.IDLE,
                limit,
                Duration.ofSeconds(13),
                new Diagnosis(SECRET, RootCause.NETWORK, Confidence.of(0.9), WaitChain.EMPTY, List.of()),
                Duration.ofMillis(40),
                new OutputTail(SECRET, SECRET.length()),
                new OutputTail(SECRET, SECRET.length()));
    }

    private static RunEvent.Stopped stopped() {
        return new RunEvent.Stopped(
                run(),
                AT,
                StopReason.IDLE_TIMEOUT,
                OptionalInt.of(143),
                new StopReceipt(
                        List.of(process(Optional.empty()), process(Optional.of(Duration.ofMillis(5)))),
                        Duration.ofMillis(700),
                        Duration.ofMillis(900)),
                Duration.ofSeconds(14),
                OutputTail.EMPTY,
                OutputTail.EMPTY);
    }

    private static StopReceipt.StoppedProcess process(Optional<Duration> diedAfter) {
        return new StopReceipt.StoppedProcess(
                new ProcessIdentity(4711, 1),
                "login",
                SECRET,
                StopReceipt.Membership.ROOT,
                List.of(),
                diedAfter,
                false);
    }
}
