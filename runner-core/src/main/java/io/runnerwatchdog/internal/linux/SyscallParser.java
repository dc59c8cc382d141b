package io.runnerwatchdog.internal.linux;

import java.util.Optional;
import java.util.OptionalLong;

/** Parses {@code /proc/PID/task/TID/syscall}, see proc_pid_syscall(5). */
final class SyscallParser {
    private static final int ARGUMENTS = 6;

    /** Where a thread is in the kernel. */
    sealed interface Position {
        /** On a CPU, or waiting for one. */
        record Running() implements Position {}

        /** Blocked, but not in a system call: a page fault, a freezer. */
        record OutsideOfCalls() implements Position {}

        /** Blocked in a system call. */
        record InCall(long number, long[] arguments) implements Position {
            long argument(int index) {
                return arguments[index];
            }

            /** A descriptor: the low 32 bits, signed. */
            int descriptor(int index) {
                return (int) arguments[index];
            }
        }
    }

    private SyscallParser() {}

    static Optional<Position> parse(String text) {
        String line = text.strip();
        if (line.equals("running")) {
            return Optional.of(new Position.Running());
        }
        String[] fields = line.split(" +");
        OptionalLong number = Numbers.parse(fields[0]);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        if (number.getAsLong() < 0) {
            return Optional.of(new Position.OutsideOfCalls());
        }
        if (fields.length <= ARGUMENTS) {
            return Optional.empty();
        }
        long[] arguments = new long[ARGUMENTS];
        for (int i = 0; i < ARGUMENTS; i++) {
            OptionalLong argument = Numbers.parseHex(fields[i + 1]);
            if (argument.isEmpty()) {
                return Optional.empty();
            }
            arguments[i] = argument.getAsLong();
        }
        return Optional.of(new Position.InCall(number.getAsLong(), arguments));
    }
}
