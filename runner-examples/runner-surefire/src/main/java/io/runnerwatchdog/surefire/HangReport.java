package io.runnerwatchdog.surefire;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was found out about a fork, in words for people. */
final class HangReport {
    private final SafeText safe;

    HangReport(SafeText safe) {
        this.safe = safe;
    }

    /** The one line for Maven's log. */
    String headline(HungFork fork, Diagnosis diagnosis) {
        return "fork " + fork.number() + " hangs, " + cause(diagnosis) + ": " + safe.line(diagnosis.summary());
    }

    List<String> lines(HungFork fork, Finding finding, Instant at) {
        Diagnosis diagnosis = finding.diagnosis();
        List<String> lines = new ArrayList<>();
        lines.add("Fork " + fork.number() + ", process " + fork.pid() + ", had not ended after " + fork.timeoutSeconds()
                + " s, at " + at + ".");
        lines.add("");
        lines.add("Root cause: " + cause(diagnosis));
        lines.add("Summary:    " + safe.line(diagnosis.summary()));
        lines.add("");
        lines.add("Who waits for whom, the one to blame last:");
        lines.addAll(chain(diagnosis));
        lines.add("");
        lines.add("What speaks for which cause:");
        lines.addAll(verdicts(diagnosis));
        lines.add("");
        lines.add("All processes of the fork:");
        lines.addAll(processes(finding));
        return lines;
    }

    private static String cause(Diagnosis diagnosis) {
        return diagnosis.rootCause().equals(RootCause.UNKNOWN)
                ? "cause unknown"
                : String.format(
                        Locale.ROOT,
                        "%s (confidence %.2f)",
                        diagnosis.rootCause(),
                        diagnosis.confidence().value());
    }

    private List<String> chain(Diagnosis diagnosis) {
        return orNothing(diagnosis.chain().drawn(safe::line).stream()
                .map(line -> "  " + line)
                .toList());
    }

    private List<String> verdicts(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        for (Judgement judgement : diagnosis.judgements()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %s %.2f, says %s",
                    judgement.verdict().rootCause(),
                    judgement.verdict().confidence().value(),
                    safe.line(judgement.classifier())));
            for (Because because : judgement.verdict().because()) {
                lines.add("    " + safe.line(because.text()));
            }
        }
        return orNothing(lines);
    }

    private List<String> processes(Finding finding) {
        List<String> lines = new ArrayList<>();
        for (ProcessFacts process : finding.tree().processes()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %s, child of %d, %s, %.1f s of CPU, %d threads",
                    safe.line(process.label()),
                    process.parentPid(),
                    process.state().name().toLowerCase(Locale.ROOT),
                    process.cpuTime().toMillis() / 1000.0,
                    process.threads().size()));
            lines.add("    " + safe.line(String.join(" ", process.commandLine())));
            Optional<ThreadFacts> main = process.mainThread();
            main.ifPresent(thread ->
                    lines.add("    first thread: " + safe.line(thread.waitsFor().describe())));
        }
        return orNothing(lines);
    }

    private static List<String> orNothing(List<String> lines) {
        return lines.isEmpty() ? List.of("  nothing to be seen") : lines;
    }
}
