package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.Termination;
import io.runnerwatchdog.spi.StallContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The one sentence for people about a run. Names the program, never its arguments in full: they may hold secrets. */
public final class Summary {
    private static final int LONGEST_SUBCOMMAND = 32;

    private Summary() {}

    /** For a run that did not stall: {@code git fetch: exited with code 1}. */
    public static String ofEnd(Command command, Termination termination) {
        return label(command) + ": " + termination.describe();
    }

    /** For a stall: {@code git fetch: stalled after 12 s without output, network: ssh[14] connect 10.0.0.1:22}. */
    static String ofStall(StallContext stall, RootCause cause, Optional<Verdict> top) {
        String how = stall.kind() == StallKind.IDLE
                ? "stalled after " + seconds(stall.silentFor()) + " without output"
                : "stalled at its hard limit, silent for " + seconds(stall.silentFor());
        List<String> chain = stall.chain().describe();
        // The first evidence of the verdict says more than the end of the chain where it was found between two sleeps.
        String detail = top.flatMap(verdict -> verdict.because().stream().findFirst())
                .map(because -> ": " + because.text())
                .orElseGet(() -> chain.isEmpty() ? "" : ": " + chain.get(chain.size() - 1));
        return label(stall.command()) + ": " + how + ", " + cause + detail;
    }

    private static String label(Command command) {
        String program = command.argv().get(0);
        String name = program.substring(program.lastIndexOf('/') + 1);
        return command.argv().size() > 1 && isSubcommand(command.argv().get(1))
                ? name + " " + command.argv().get(1)
                : name;
    }

    /** A word of letters, and colons and hyphens from its second sign on. */
    private static boolean isSubcommand(String word) {
        boolean is = !word.isEmpty() && word.length() <= LONGEST_SUBCOMMAND;
        for (int i = 0; is && i < word.length(); i++) {
            char sign = word.charAt(i);
            is = (sign >= 'a' && sign <= 'z') || (i > 0 && (sign == ':' || sign == '-'));
        }
        return is;
    }

    private static String seconds(Duration duration) {
        long tenths = duration.toMillis() / 100;
        return tenths % 10 == 0 || tenths >= 100 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
    }
}
