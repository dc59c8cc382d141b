package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.Watchdog;
import java.lang.management.ManagementFactory;

/**
 * A Java process that does nothing but run {@code true} once, by a watchdog or by the plain platform, and says what that took
 * in one line: nanoseconds from the beginning of {@code main}, classes loaded, bytes of heap in use before and after a
 * collection.
 */
final class FirstRunHost {
    /** Runs it by {@link ProcessBuilder}. */
    static final String PLAIN = "plain";

    /** Runs it by {@link Watchdog}. */
    static final String WATCHDOG = "watchdog";

    private FirstRunHost() {}

    public static void main(String[] arguments) throws Exception {
        long begin = System.nanoTime();
        int code = arguments[0].equals(WATCHDOG) ? watched() : plain();
        long took = System.nanoTime() - begin;
        long used = used();
        System.gc();
        long kept = used();
        // Asked last: the answer loads classes itself, as many in both kinds of hosts.
        long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        System.out.println(took + " " + classes + " " + used + " " + kept);
        System.exit(code);
    }

    /** In a method of its own: the plain host must not load what it does not use. */
    private static int watched() throws InterruptedException {
        return Watchdog.run("true").exitCode().orElse(1);
    }

    private static int plain() throws Exception {
        return new ProcessBuilder("true").start().waitFor();
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
