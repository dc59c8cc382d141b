package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringTokenizer;

/** Parses {@code /proc/PID/stat}. The name in it may hold anything, also parentheses and line ends. */
public final class StatParser {
    // Positions behind the name, the state being 0; proc_pid_stat(5) counts from pid as 1, so these are its numbers
    // less 3.
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int MAJOR_FAULTS = 9;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int CHILDREN_USER_TIME = 13;
    private static final int CHILDREN_SYSTEM_TIME = 14;
    private static final int THREADS = 17;
    private static final int START_TIME = 19;

    private StatParser() {}

    /** The facts, or empty where the text is not whole. */
    public static Optional<ProcStat> parse(String text) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open < 1 || close < open || close + 2 >= text.length()) {
            return Optional.empty();
        }
        // No regular expression: each look at a machine parses one such line for each of its processes.
        StringTokenizer fields = new StringTokenizer(text.substring(close + 2), " \n");
        if (fields.countTokens() <= START_TIME) {
            return Optional.empty();
        }
        String state = fields.nextToken();
        if (state.length() != 1) {
            return Optional.empty();
        }
        OptionalLong pid = Numbers.parse(text.substring(0, open).trim());
        long[] numbers = new long[START_TIME + 1];
        for (int i = 1; i <= START_TIME; i++) {
            OptionalLong number = Numbers.parse(fields.nextToken());
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers[i] = number.getAsLong();
        }
        if (pid.isEmpty() || pid.getAsLong() <= 0) {
            return Optional.empty();
        }
        return Optional.of(new ProcStat(
                new ProcessIdentity(pid.getAsLong(), numbers[START_TIME]),
                text.substring(open + 1, close),
                ProcessState.of(state.charAt(0)),
                numbers[PARENT],
                numbers[GROUP],
                numbers[SESSION],
                numbers[MAJOR_FAULTS],
                numbers[USER_TIME] + numbers[SYSTEM_TIME],
                numbers[CHILDREN_USER_TIME] + numbers[CHILDREN_SYSTEM_TIME],
                (int) Math.min(Integer.MAX_VALUE, numbers[THREADS])));
    }
}
