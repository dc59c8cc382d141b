package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.LeakedPipe;
import io.runnerwatchdog.run.StopReceipt.Sent;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What became of processes, as words of a log line: whoever reads it at night looks for a number and a command. */
public final class StopWords {
    private StopWords() {}

    /** Who is still there: {@code sleep[4711] (sleep 1000) survived SIGTERM and SIGKILL}. */
    public static String survivor(StoppedProcess process) {
        String command = oneLine(process.command());
        return oneLine(process.label())
                + (command.isEmpty() ? "" : " (" + command + ")")
                + " survived "
                + (process.signals().isEmpty() ? "and was sent no signal" : signals(process.signals()))
                + (process.unkillable() ? "; it waits in the kernel, where no signal reaches it" : "");
    }

    /** All who are still there. */
    public static String survivors(List<StoppedProcess> processes) {
        return processes.stream().map(StopWords::survivor).collect(Collectors.joining(", "));
    }

    /** What was sent, in order: {@code SIGTERM and SIGKILL}. */
    public static String signals(List<Sent> signals) {
        return signals.isEmpty()
                ? "no signal"
                : signals.stream().map(sent -> "SIG" + sent.signal()).collect(Collectors.joining(" and "));
    }

    /** Who holds which output: {@code stdout by process 4711}. */
    public static String leaks(List<LeakedPipe> leaks) {
        return leaks.stream().map(StopWords::leak).collect(Collectors.joining(", "));
    }

    private static String leak(LeakedPipe leak) {
        String numbers = leak.holders().stream()
                .map(ProcessIdentity::pid)
                .map(String::valueOf)
                .collect(Collectors.joining(" and "));
        return leak.stream().name().toLowerCase(Locale.ROOT)
                + (numbers.isEmpty() ? " by somebody who could not be found" : " by process " + numbers);
    }

    /** Names and commands are hostile: a line of the log must not begin another. */
    private static String oneLine(String hostile) {
        return hostile.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
