package io.runnerwatchdog.cli.terminal;

import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.Termination;

/** What the process ends with. */
public final class ExitCode {
    public static final int WRONG_USAGE = 2;
    public static final int STALLED = 124;
    public static final int RUNNER_FAILED = 125;
    public static final int NOT_ALLOWED_OR_NOT_EXECUTABLE = 126;
    public static final int NOT_FOUND = 127;

    /** Try again later: EX_TEMPFAIL of sysexits.h. */
    public static final int SKIPPED = 75;

    /** As a shell reports a process that SIGINT ended: 128 + 2. */
    public static final int INTERRUPTED = 130;

    /** As a shell reports a process that wrote to a pipe nobody reads: 128 + SIGPIPE. */
    public static final int NOBODY_READS = 141;

    private ExitCode() {}

    public static int of(Exception failure) {
        return Failures.isWrongUsage(failure) ? WRONG_USAGE : RUNNER_FAILED;
    }

    public static int of(RunResult result) {
        Termination end = result.termination();
        if (end instanceof Termination.Exited exited) {
            return exited.code();
        }
        if (end instanceof Termination.Stopped stopped) {
            return stopped.reason().isStall()
                    ? STALLED
                    : stopped.reason() == StopReason.CANCELLED ? NOBODY_READS : INTERRUPTED;
        }
        if (end instanceof Termination.NotStarted failed) {
            return of(failed.failure());
        }
        if (end instanceof Termination.Skipped) {
            return SKIPPED;
        }
        return end instanceof Termination.Blocked ? NOT_ALLOWED_OR_NOT_EXECUTABLE : RUNNER_FAILED;
    }

    private static int of(StartFailure failure) {
        return switch (failure) {
            case COMMAND_NOT_FOUND -> NOT_FOUND;
            case NOT_EXECUTABLE -> NOT_ALLOWED_OR_NOT_EXECUTABLE;
            default -> RUNNER_FAILED;
        };
    }
}
