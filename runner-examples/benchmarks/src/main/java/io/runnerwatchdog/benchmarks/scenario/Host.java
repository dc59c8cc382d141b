package io.runnerwatchdog.benchmarks.scenario;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this Java process uses. */
final class Host {
    private static final String REAPER = "process reaper";

    private Host() {}

    /** CPU time of all its threads so far. */
    static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** The threads that the JDK starts for each process, whoever starts it. */
    static int reapers() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(REAPER))
                .count();
    }

    /** Memory of living objects, in bytes. */
    static long heapInUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
