package io.runnerwatchdog.cli.waits;

import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.observe.WaitChain.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws a wait chain for people: one line for each process with its command, the one to blame last. */
public final class ChainTree {
    private static final int LONGEST_COMMAND = 60;

    private final Redactor redactor;

    public ChainTree(Redactor redactor) {
        this.redactor = redactor;
    }

    /** The chain, then the verdicts. */
    public List<String> draw(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        WaitChain chain = diagnosis.chain();
        for (String wait : chain.drawn(this::safe)) {
            lines.add(wait + command(chain.links().get(lines.size())));
        }
        lines.add(String.format(
                Locale.ROOT,
                "%s %.2f",
                diagnosis.rootCause(),
                diagnosis.confidence().value()));
        doubt(diagnosis).ifPresent(lines::add);
        diagnosis
                .judgements()
                .forEach(judgement -> lines.add(String.format(
                        Locale.ROOT,
                        "  %s: %s %.2f%s",
                        judgement.classifier(),
                        judgement.verdict().rootCause(),
                        judgement.verdict().confidence().value(),
                        judgement.verdict().because().stream()
                                .findFirst()
                                .map(because -> ", " + safe(because.text()))
                                .orElse(""))));
        return lines;
    }

    /** Why no cause is named: a bare "unknown" leaves open whether anybody has looked. */
    private Optional<String> doubt(Diagnosis diagnosis) {
        if (!diagnosis.rootCause().equals(RootCause.UNKNOWN)) {
            return Optional.empty();
        }
        if (!diagnosis.judgements().isEmpty()) {
            return Optional.of("  no classifier was sure enough:");
        }
        List<String> waits = diagnosis.chain().describe();
        String seen = waits.isEmpty()
                ? "nothing was seen of the processes"
                : "seen was: " + safe(waits.get(waits.size() - 1));
        return Optional.of("  no classifier was sure; " + seen);
    }

    private String safe(String hostile) {
        return redactor.redact(printable(hostile));
    }

    private String command(Link link) {
        String command = printable(redactor.redact(String.join(" ", link.commandLine())));
        String shown = command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) + "…" : command;
        return shown.isEmpty() || shown.equals(link.name()) ? "" : "   # " + shown;
    }

    /** Without control characters, which could repaint the terminal. */
    private static String printable(String hostile) {
        return hostile.replaceAll("\\p{Cntrl}", "?");
    }
}
