package io.runnerwatchdog.junit;

import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What went wrong, in lines for people. */
final class Told {
    private static final int LAST_LINES = 10;

    private Told() {}

    /** A run that reached a limit: summary, cause, who waited for whom, and what was printed last. */
    static String stall(RunResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(Shown.line(result.diagnosis().summary()));
        lines.add("command: " + Shown.line(result.command().display()));
        lines.addAll(findings(result.diagnosis()));
        lines.addAll(output("standard output", result.stdout()));
        lines.addAll(output("standard error", result.stderr()));
        result.stop().survivors().forEach(survivor -> lines.add("survived the stop: " + Shown.line(survivor.label())));
        return String.join("\n", lines);
    }

    /** The cause and who waited for whom. */
    static List<String> findings(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "root cause: %s, confidence %.2f",
                diagnosis.rootCause().id(),
                diagnosis.confidence().value()));
        lines.addAll(drawn(diagnosis.chain()));
        return lines;
    }

    /** One line for each process, the one to blame last and innermost. */
    static List<String> drawn(WaitChain chain) {
        return chain.drawn(Shown::line).stream().map(line -> "  " + line).toList();
    }

    private static List<String> output(String stream, OutputTail tail) {
        List<String> last = Shown.lastLines(tail, LAST_LINES);
        if (last.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("last of its " + stream + ":");
        last.forEach(line -> lines.add("  | " + line));
        return lines;
    }
}
