package io.runnerwatchdog.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunEvent.NotStarted;
import io.runnerwatchdog.event.RunEvent.Stalled;
import io.runnerwatchdog.event.RunEvent.Stopped;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReceipt;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the fields that an event has beside the common ones. */
final class EventFields {
    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;

    private final JsonGenerator out;
    private final SafeText safe;
    private final Bounds bounds;

    EventFields(JsonGenerator out, SafeText safe, Bounds bounds) {
        this.out = out;
        this.safe = safe;
        this.bounds = bounds;
    }

    void write(RunEvent event) throws IOException {
        if (event instanceof Stalled stalled) {
            stalled(stalled);
        } else if (event instanceof RunEvent.Slow slow) {
            millis(Words.WARN_MS, slow.after());
        } else if (event instanceof Stopped stopped) {
            stopped(stopped);
        } else if (event instanceof RunEvent.Exited exited) {
            exit(exited.code(), exited.duration());
            millis(Words.LONGEST_SILENCE_MS, exited.longestSilence());
        } else if (event instanceof RunEvent.Ended ended) {
            millis(Words.DURATION_MS, ended.duration());
            out.writeStringField(Words.STATUS, Words.UNKNOWN_STATUS);
        } else if (event instanceof NotStarted notStarted) {
            notStarted(notStarted);
        } else if (event instanceof RunEvent.Skipped skipped) {
            prose(Words.REASON, skipped.why().reason());
            out.writeStringField(
                    Words.UNTIL_TS, LineFormat.wholeSeconds(skipped.why().until()));
        } else if (event instanceof RunEvent.Blocked blocked) {
            prose(Words.REASON, blocked.why().reason());
        }
    }

    private void stalled(Stalled event) throws IOException {
        millis(event.kind() == StallKind.IDLE ? Words.IDLE_MS : Words.HARD_MS, event.limit());
        out.writeNumberField(Words.CONFIDENCE, event.diagnosis().confidence().value());
        diagnosis(event.diagnosis());
        tails(event.stdout(), event.stderr());
        millis(Words.SILENT_MS, event.silentFor());
        millis(Words.DIAGNOSIS_MS, event.diagnosisTook());
    }

    private void diagnosis(Diagnosis diagnosis) throws IOException {
        out.writeObjectFieldStart(Words.DIAGNOSIS);
        prose(Words.SUMMARY, diagnosis.summary());
        out.writeArrayFieldStart(Words.CHAIN);
        for (String link : ends(diagnosis.chain().describe(), bounds.links())) {
            out.writeString(safe.head(link, bounds.detail()));
        }
        out.writeEndArray();
        out.writeArrayFieldStart(Words.VERDICTS);
        for (Judgement judgement : first(diagnosis.judgements(), bounds.verdicts())) {
            verdict(judgement);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void verdict(Judgement judgement) throws IOException {
        out.writeStartObject();
        out.writeStringField(Words.CLASSIFIER, LineFormat.name(judgement.classifier()));
        out.writeStringField(Words.ROOT_CAUSE, judgement.verdict().rootCause().id());
        out.writeNumberField(Words.CONFIDENCE, judgement.verdict().confidence().value());
        out.writeArrayFieldStart(Words.BECAUSE);
        for (Because because : first(judgement.verdict().because(), bounds.reasons())) {
            out.writeString(safe.head(because.text(), bounds.detail()));
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void stopped(Stopped event) throws IOException {
        StopReceipt receipt = event.receipt();
        if (event.code().isPresent()) {
            out.writeNumberField(Words.CODE, event.code().getAsInt());
        }
        out.writeNumberField(Words.SIGNAL, receipt.forced() ? SIGKILL : SIGTERM);
        millis(Words.GRACE_USED_MS, receipt.graceUsed());
        out.writeNumberField(Words.SURVIVORS, receipt.survivors().size());
        millis(Words.DURATION_MS, event.duration());
        tails(event.stdout(), event.stderr());
        out.writeStringField(Words.REASON, event.reason().name().toLowerCase(Locale.ROOT));
        millis(Words.STOP_MS, receipt.took());
        new ReceiptFields(out, safe, bounds).write(receipt);
    }

    private void exit(int code, Duration duration) throws IOException {
        out.writeNumberField(Words.CODE, code);
        millis(Words.DURATION_MS, duration);
        out.writeStringField(Words.STATUS, code == 0 ? Words.SUCCESS : Words.FAILED);
    }

    private void notStarted(NotStarted event) throws IOException {
        StartFailure failure = event.why().failure();
        exit(codeOf(failure), Duration.ZERO);
        prose(Words.REASON, event.why().message());
        out.writeStringField(Words.START_FAILURE, failure.name().toLowerCase(Locale.ROOT));
    }

    /** The codes by which shells and coreutils say the same. */
    static int codeOf(StartFailure failure) {
        return switch (failure) {
            case COMMAND_NOT_FOUND -> 127;
            case NOT_EXECUTABLE -> 126;
            default -> 125;
        };
    }

    private void tails(OutputTail stdout, OutputTail stderr) throws IOException {
        out.writeStringField(Words.OUT, safe.tail(stdout.text()));
        out.writeStringField(Words.ERR, safe.tail(stderr.text()));
    }

    private void prose(String field, String text) throws IOException {
        out.writeStringField(field, safe.head(text, bounds.prose()));
    }

    private void millis(String field, Duration duration) throws IOException {
        out.writeNumberField(field, toMillis(duration));
    }

    private static long toMillis(Duration duration) {
        try {
            return duration.toMillis();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    static <T> List<T> first(List<T> all, int max) {
        return all.size() <= max ? all : all.subList(0, max);
    }

    /** Both ends of a list that is too long: a chain is understood from its beginning, and its end is to blame. */
    private static List<String> ends(List<String> all, int max) {
        if (all.size() <= max) {
            return all;
        }
        int before = max / 2;
        int after = max - before - 1;
        List<String> kept = new ArrayList<>(all.subList(0, before));
        kept.add(Text.ELLIPSIS + " " + (all.size() - before - after) + " more");
        kept.addAll(all.subList(all.size() - after, all.size()));
        return kept;
    }
}
