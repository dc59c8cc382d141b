package io.runnerwatchdog.internal.linux;

import java.util.OptionalLong;

/** Parses {@code /proc/PID/status}, see proc_pid_status(5). */
public final class StatusParser {
    private StatusParser() {}

    /** Whether the process has a handler of its own for this signal. */
    public static boolean catches(String text, int signal) {
        OptionalLong caught = Numbers.parseHex(value(text, "SigCgt:"));
        return caught.isPresent() && (caught.getAsLong() & 1L << signal - 1) != 0;
    }

    /** Its number as the process or thread knows it itself; empty where the kernel is older than 4.1 and tells none. */
    public static OptionalLong innermostPid(String text) {
        String numbers = value(text, "NSpid:");
        return Numbers.parse(numbers.substring(numbers.lastIndexOf('\t') + 1));
    }

    /** The process that a thread belongs to. */
    static OptionalLong process(String text) {
        return Numbers.parse(value(text, "Tgid:"));
    }

    /** The process that traces it; empty where none does. */
    static OptionalLong tracer(String text) {
        OptionalLong pid = Numbers.parse(value(text, "TracerPid:"));
        return pid.isPresent() && pid.getAsLong() > 0 ? pid : OptionalLong.empty();
    }

    private static String value(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).strip())
                .findFirst()
                .orElse("");
    }
}
