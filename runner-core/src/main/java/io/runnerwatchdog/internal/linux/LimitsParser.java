package io.runnerwatchdog.internal.linux;

import java.util.OptionalLong;

/** Parses {@code /proc/PID/limits}, see proc_pid_limits(5): a name, the soft limit, the hard limit, the unit. */
final class LimitsParser {
    private LimitsParser() {}

    /** The soft limit of this name; empty where there is none, or it is "unlimited". */
    static OptionalLong softLimit(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip().split(" +")[0])
                .map(Numbers::parse)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }
}
