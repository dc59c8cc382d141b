package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;

/**
 * The line of {@code /proc/PID/stat}, see proc_pid_stat(5).
 *
 * @param majorFaults page faults that needed a disk
 * @param cpuTicks user and system time in clock ticks, a hundredth of a second each
 * @param childrenTicks the same of children that have ended and were collected
 */
public record ProcStat(
        ProcessIdentity identity,
        String name,
        ProcessState state,
        long parentPid,
        long processGroup,
        long session,
        long majorFaults,
        long cpuTicks,
        long childrenTicks,
        int threads) {}
