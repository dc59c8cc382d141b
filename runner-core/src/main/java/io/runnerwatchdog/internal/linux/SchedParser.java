package io.runnerwatchdog.internal.linux;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Parses {@code /proc/PID/task/TID/sched}: the scheduler's own account of a thread ({@code proc_sched_show_task} in the
 * kernel's {@code kernel/sched/debug.c}). Its first figure is when the thread was last on a CPU, so the age of a wait can
 * be told without having watched it begin.
 */
final class SchedParser {
    private static final int NICE_ZERO = 120;
    private static final int LEAST = 100;
    private static final int MOST = 139;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int FRACTION_DIGITS = 6;

    /**
     * What it says.
     *
     * @param lastRan when it last ran, in nanoseconds on the scheduler's clock
     * @param policy the name of its scheduling class
     * @param nice -20 to 19
     */
    record Sched(OptionalLong lastRan, String policy, int nice) {}

    private SchedParser() {}

    static Sched parse(String text) {
        OptionalLong lastRan = OptionalLong.empty();
        String policy = "normal";
        int nice = 0;
        for (String line : text.split("\n")) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String key = line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            switch (key) {
                // 0 once it has been moved to another processor and has not run there yet (migrate_task_rq_fair): not
                // known.
                case "se.exec_start" -> lastRan = positive(millis(value));
                case "policy" -> policy = policy(value);
                case "prio" -> {
                    long prio = Numbers.parse(value).orElse(NICE_ZERO);
                    nice = prio >= LEAST && prio <= MOST ? (int) prio - NICE_ZERO : 0;
                }
                default -> {}
            }
        }
        return new Sched(lastRan, policy, nice);
    }

    /** {@code 11696391.176783} milliseconds, in nanoseconds. */
    private static OptionalLong millis(String text) {
        int point = text.indexOf('.');
        if (point < 0 || text.length() - point - 1 != FRACTION_DIGITS) {
            return OptionalLong.empty();
        }
        Optional<Long> whole = boxed(Numbers.parse(text.substring(0, point)));
        Optional<Long> fraction = boxed(Numbers.parse(text.substring(point + 1)));
        return whole.isPresent() && fraction.isPresent() && whole.get() < Long.MAX_VALUE / NANOS_PER_MILLI - 1
                ? OptionalLong.of(whole.get() * NANOS_PER_MILLI + fraction.get())
                : OptionalLong.empty();
    }

    private static OptionalLong positive(OptionalLong nanos) {
        return nanos.orElse(0) > 0 ? nanos : OptionalLong.empty();
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() && number.getAsLong() >= 0 ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    /** The numbers of sched_setscheduler(2). */
    private static String policy(String number) {
        return switch (number) {
            case "1" -> "fifo";
            case "2" -> "rr";
            case "3" -> "batch";
            case "5" -> "idle";
            case "6" -> "deadline";
            default -> "normal";
        };
    }
}
