package io.runnerwatchdog.internal.jvm;

import io.runnerwatchdog.internal.linux.Numbers;
import java.util.OptionalLong;

/** Parses {@code /proc/PID/status}, see proc_pid_status(5). */
final class StatusParser {
    private StatusParser() {}

    /** Whether the process has a handler of its own for this signal. */
    static boolean catches(String text, int signal) {
        OptionalLong caught = Numbers.parseHex(value(text, "SigCgt:"));
        return caught.isPresent() && (caught.getAsLong() & 1L << signal - 1) != 0;
    }

    /** Its number as it sees it itself; empty where the kernel is older than 4.1 and tells none. */
    static OptionalLong innermostPid(String text) {
        String numbers = value(text, "NSpid:");
        return Numbers.parse(numbers.substring(numbers.lastIndexOf('\t') + 1));
    }

    private static String value(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).strip())
                .findFirst()
                .orElse("");
    }
}
