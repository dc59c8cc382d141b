package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.Termination;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripPropertyTest {
    private final LineFormat format = new LineFormat(Redactor.none());

    private EvidenceRecord written(RunEvent event) {
        String line = new String(Events.line(format, event).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(line).endsWith("\n");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        return EvidenceRecord.parse(line).orElseThrow();
    }

    /** Stopped events lose most of their receipt, so they have a property of their own. */
    @Property(tries = 500)
    void anEventSurvivesItsLine(@ForAll("events") RunEvent event) {
        EvidenceRecord record = written(event);
        assertThat(record.toEvent()).contains(event);
        assertThat(record.at()).isEqualTo(event.at());
        assertThat(record.rootCause().isPresent()).isEqualTo(event instanceof RunEvent.Stalled);
    }

    @Property(tries = 300)
    void aStopKeepsItsReasonCodeAndTimes(
            @ForAll("runs") RunInfo run,
            @ForAll StopReason reason,
            @ForAll int code,
            @ForAll boolean died,
            @ForAll("durations") Duration took,
            @ForAll("tails") OutputTail tail) {
        OptionalInt left = died ? OptionalInt.of(code) : OptionalInt.empty();
        StopReceipt receipt = new StopReceipt(List.of(), took, took.plusMillis(1));
        RunEvent.Stopped event = new RunEvent.Stopped(run, Events.AT, reason, left, receipt, took, tail, tail);
        RunEvent.Stopped again = (RunEvent.Stopped) written(event).toEvent().orElseThrow();
        assertThat(again.run()).isEqualTo(run);
        assertThat(again.reason()).isEqualTo(reason);
        assertThat(again.code()).isEqualTo(left);
        assertThat(again.duration()).isEqualTo(took);
        assertThat(again.receipt().graceUsed()).isEqualTo(took);
        assertThat(again.receipt().took()).isEqualTo(took.plusMillis(1));
        assertThat(again.receipt().survivors()).isEmpty();
        assertThat(again.stdout()).isEqualTo(tail);
    }

    @Property(tries = 1000)
    void noTextBreaksTheReader(@ForAll String text) {
        assertThatCode(() -> EvidenceRecord.parse(text).flatMap(EvidenceRecord::toEvent))
                .doesNotThrowAnyException();
    }

    @Property(tries = 1000)
    void noMutilatedLineBreaksTheReader(
            @ForAll("events") RunEvent event,
            @ForAll("cuts") double from,
            @ForAll("cuts") double to,
            @ForAll String put) {
        String line = written(event).json();
        int start = (int) (Math.min(from, to) * line.length());
        int end = (int) (Math.max(from, to) * line.length());
        String mutilated = line.substring(0, start) + put + line.substring(end);
        assertThatCode(() -> EvidenceRecord.parse(mutilated).flatMap(EvidenceRecord::toEvent))
                .doesNotThrowAnyException();
    }

    @Property(tries = 500)
    void fieldsOfAnyTypeAreTolerated(
            @ForAll("words") String field, @ForAll("values") String value, @ForAll("kinds") String kind) {
        String line = "{\"ts\":\"2026-11-23T10:15:30Z\",\"event\":\"" + kind + "\",\"" + field + "\":" + value + "}";
        EvidenceRecord.parse(line).ifPresent(record -> {
            assertThat(record.attempt()).isPositive();
            assertThatCode(record::toEvent).doesNotThrowAnyException();
            assertThatCode(() -> record.field("diagnosis.verdicts.rootCause")).doesNotThrowAnyException();
        });
    }

    @Provide
    Arbitrary<Double> cuts() {
        return Arbitraries.doubles().between(0, 1);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                "ts",
                "event",
                "pid",
                "attempt",
                "tsMs",
                "rootCause",
                "confidence",
                "diagnosis",
                "survivors",
                "survivorNames",
                "code",
                "signal",
                "durationMs",
                "idleMs",
                "untilTs",
                "runId",
                "reason",
                "out");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(
                "null",
                "true",
                "-1",
                "0",
                "1e400",
                "99999999999999999999",
                "9223372036854775807",
                "0.5",
                "NaN",
                "\"\"",
                "\"x\"",
                "[]",
                "[1,[2]]",
                "{}",
                "{\"verdicts\":[{\"because\":3},4],\"chain\":{}}",
                "\"2026-13-01\"",
                "[\"a[0]\",\"b[999999999999999999999]\",\"c[7]\"]",
                "\"Network!\"");
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of(
                "idle-timeout", "hard-timeout", "slow", "killed", "exit", "skipped", "blocked", "new-in-2030");
    }

    @Provide
    Arbitrary<OutputTail> tails() {
        return texts().map(text ->
                text.isEmpty() ? OutputTail.EMPTY : new OutputTail(text, text.getBytes(StandardCharsets.UTF_8).length));
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE / 2).map(Duration::ofMillis);
    }

    @Provide
    Arbitrary<RunInfo> runs() {
        Arbitrary<RunId> ids =
                Arbitraries.strings().withChars("0123456789abcdef").ofLength(32).map(RunId::new);
        Arbitrary<OptionalLong> pids = Arbitraries.longs()
                .between(1, Long.MAX_VALUE)
                .map(OptionalLong::of)
                .injectNull(0.2)
                .map(pid -> pid == null ? OptionalLong.empty() : pid);
        return Combinators.combine(ids, Arbitraries.integers().greaterOrEqual(1), texts(), texts(), pids)
                .as((id, attempt, command, word, pid) -> new RunInfo(id, attempt, command, word, word, pid, word));
    }

    @Provide
    Arbitrary<RunEvent> events() {
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli);
        Arbitrary<Integer> kinds = Arbitraries.integers().between(0, 5);
        return Combinators.combine(runs(), times, kinds, texts(), durations(), diagnoses(), tails())
                .as(RoundTripPropertyTest::event);
    }

    private static RunEvent event(
            RunInfo run, Instant at, int kind, String text, Duration span, Diagnosis diagnosis, OutputTail tail) {
        return switch (kind) {
            case 0 -> new RunEvent.Stalled(run, at, StallKind.IDLE, span, span, diagnosis, span, tail, tail);
            case 1 -> new RunEvent.Exited(run, at, text.hashCode(), span, Duration.ofMillis(span.toMillis() / 2));
            case 2 -> new RunEvent.NotStarted(run, at, new Termination.NotStarted(StartFailure.OTHER, text));
            case 3 ->
                new RunEvent.Skipped(
                        run, at, new Termination.Skipped(text, Instant.ofEpochSecond(at.getEpochSecond())));
            case 4 -> new RunEvent.Blocked(run, at, new Termination.Blocked(text));
            default -> new RunEvent.Slow(run, at, span);
        };
    }

    private static Arbitrary<Diagnosis> diagnoses() {
        Arbitrary<RootCause> causes = Arbitraries.of(RootCause.builtIn());
        Arbitrary<Double> confidences = Arbitraries.doubles().between(0, 1);
        Arbitrary<Judgement> judgements = Combinators.combine(
                        texts(), causes, confidences, texts().list().ofMaxSize(4))
                .as((id, cause, sure, because) -> new Judgement(
                        id,
                        new Verdict(
                                cause,
                                Confidence.of(sure),
                                because.stream().map(Because::new).toList())));
        return Combinators.combine(
                        texts(), causes, confidences, judgements.list().ofMaxSize(3))
                .as((summary, cause, sure, all) ->
                        new Diagnosis(summary, cause, Confidence.of(sure), WaitChain.EMPTY, all));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(60).map(Text::wellFormed);
    }
}
