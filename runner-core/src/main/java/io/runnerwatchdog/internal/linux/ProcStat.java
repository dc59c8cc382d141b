package io.runnerwatchdog.internal.linux;
import io.runnerwatchdog.observe.*;
public record ProcStat(ProcessIdentity identity, String name, ProcessState state, long parentPid, long processGroup, long session, long majorFaults, long cpuTicks, int threads) {}
