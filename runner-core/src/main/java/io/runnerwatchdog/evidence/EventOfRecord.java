package io.runnerwatchdog.evidence;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.StopReceipt.Membership;
import io.runnerwatchdog.run.StopReceipt.Sent;
import io.runnerwatchdog.run.StopReceipt.Signal;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import io.runnerwatchdog.run.Termination;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds the event again that a line was written for. */
final class EventOfRecord {
    private static final Pattern LABEL = Pattern.compile("(.{0,400})\\[([1-9][0-9]{0,17})]", Pattern.DOTALL);
    /** A count in a foreign line must not be able to fill the memory. */
    private static final int MOST_SURVIVORS = 1024;

    private final EvidenceRecord line;
    private final Fields fields;

    EventOfRecord(EvidenceRecord line, Fields fields) {
        this.line = line;
        this.fields = fields;
    }

    Optional<RunEvent> event() {
        return switch (line.event()) {
            case Words.IDLE_TIMEOUT -> Optional.of(stalled(StallKind.IDLE, Words.IDLE_MS));
            case Words.HARD_TIMEOUT -> Optional.of(stalled(StallKind.HARD, Words.HARD_MS));
            case Words.SLOW -> Optional.of(new RunEvent.Slow(run(), line.at(), millis(Words.WARN_MS)));
            case Words.KILLED -> Optional.of(stopped());
            case Words.EXIT -> Optional.of(exit());
            case Words.SKIPPED ->
                Optional.of(new RunEvent.Skipped(
                        run(),
                        line.at(),
                        new Termination.Skipped(
                                text(Words.REASON),
                                fields.instant(Words.UNTIL_TS).orElse(line.at()))));
            case Words.BLOCKED ->
                Optional.of(new RunEvent.Blocked(run(), line.at(), new Termination.Blocked(text(Words.REASON))));
            default -> Optional.empty();
        };
    }

    private RunInfo run() {
        return new RunInfo(
                line.runId().orElseGet(this::derivedId),
                line.attempt(),
                line.command(),
                line.commandType(),
                line.environment(),
                line.pid(),
                line.host(),
                line.isShadow());
    }

    private RunId derivedId() {
        byte[] text = line.json().getBytes(StandardCharsets.UTF_8);
        return new RunId(UUID.nameUUIDFromBytes(text).toString().replace("-", ""));
    }

    private RunEvent stalled(StallKind kind, String limit) {
        return new RunEvent.Stalled(
                run(),
                line.at(),
                kind,
                millis(limit),
                fields.millis(Words.SILENT_MS).orElse(kind == StallKind.IDLE ? millis(limit) : Duration.ZERO),
                diagnosis(),
                millis(Words.DIAGNOSIS_MS),
                tail(Words.OUT),
                tail(Words.ERR));
    }

    private Diagnosis diagnosis() {
        List<Judgement> judgements = fields.object(Words.DIAGNOSIS).objects(Words.VERDICTS).stream()
                .map(EventOfRecord::judgement)
                .toList();
        return new Diagnosis(
                line.summary().orElse(""),
                line.rootCause().orElse(RootCause.UNKNOWN),
                fields.confidence(),
                WaitChain.EMPTY,
                judgements);
    }

    private static Judgement judgement(Fields verdict) {
        return new Judgement(
                verdict.text(Words.CLASSIFIER).orElse("unknown"),
                new Verdict(
                        verdict.rootCause().orElse(RootCause.UNKNOWN),
                        verdict.confidence(),
                        verdict.texts(Words.BECAUSE).stream().map(Because::new).toList()));
    }

    private RunEvent stopped() {
        return new RunEvent.Stopped(
                run(),
                line.at(),
                constant(StopReason.values(), Words.REASON).orElse(StopReason.IDLE_TIMEOUT),
                line.code(),
                receipt(),
                line.duration().orElse(Duration.ZERO),
                tail(Words.OUT),
                tail(Words.ERR));
    }

    private StopReceipt receipt() {
        Duration graceUsed = millis(Words.GRACE_USED_MS);
        Duration took = fields.millis(Words.STOP_MS).orElse(graceUsed);
        boolean forced = fields.text(Words.SIGNAL).orElse("").equals("9");
        List<StoppedProcess> processes = survivors(forced);
        boolean firstDied = processes.stream()
                .noneMatch(survivor -> survivor.process().pid() == line.pid().orElse(0));
        if (line.pid().isPresent() && firstDied) {
            processes.add(
                    0,
                    new StoppedProcess(
                            new ProcessIdentity(line.pid().getAsLong(), 0),
                            "",
                            "",
                            Membership.ROOT,
                            signals(forced),
                            Optional.of(took),
                            false));
        }
        return new StopReceipt(processes, graceUsed, took);
    }

    private List<StoppedProcess> survivors(boolean forced) {
        List<String> names = fields.texts(Words.SURVIVOR_NAMES);
        int count = (int) fields.number(Words.SURVIVORS, 0, MOST_SURVIVORS).orElse(0);
        List<StoppedProcess> survivors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Those that the line does not name take numbers that no process has.
            Matcher label = LABEL.matcher(i < names.size() ? names.get(i) : "");
            boolean named = label.matches();
            long pid = named ? Long.parseLong(label.group(2)) : Long.MAX_VALUE - i;
            survivors.add(new StoppedProcess(
                    new ProcessIdentity(pid, 0),
                    named ? label.group(1) : "",
                    "",
                    pid == line.pid().orElse(0) ? Membership.ROOT : Membership.DESCENDANT,
                    signals(forced),
                    Optional.empty(),
                    false));
        }
        return survivors;
    }

    private static List<Sent> signals(boolean forced) {
        Sent polite = new Sent(Signal.TERM, Duration.ZERO);
        return forced ? List.of(polite, new Sent(Signal.KILL, Duration.ZERO)) : List.of(polite);
    }

    private RunEvent exit() {
        Optional<StartFailure> failure = constant(StartFailure.values(), Words.START_FAILURE);
        if (failure.isPresent()) {
            return new RunEvent.NotStarted(
                    run(), line.at(), new Termination.NotStarted(failure.get(), text(Words.REASON)));
        }
        if (text(Words.STATUS).equals(Words.UNKNOWN_STATUS)) {
            return new RunEvent.Ended(run(), line.at(), line.duration().orElse(Duration.ZERO));
        }
        // A line that has lost its code still tells success from failure.
        int code = line.code().orElse(line.status().orElse("").equals(Words.SUCCESS) ? 0 : 1);
        Duration took = line.duration().orElse(Duration.ZERO);
        return new RunEvent.Exited(
                run(), line.at(), code, took, line.longestSilence().orElse(took));
    }

    private <E extends Enum<E>> Optional<E> constant(E[] constants, String field) {
        String word = text(field);
        for (E constant : constants) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    private OutputTail tail(String field) {
        String text = text(field);
        return text.isEmpty() ? OutputTail.EMPTY : new OutputTail(text, text.getBytes(StandardCharsets.UTF_8).length);
    }

    private Duration millis(String field) {
        return fields.millis(field).orElse(Duration.ZERO);
    }

    private String text(String field) {
        return fields.text(field).orElse("");
    }
}
