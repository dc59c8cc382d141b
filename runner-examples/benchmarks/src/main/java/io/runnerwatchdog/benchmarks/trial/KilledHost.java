package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.run.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A host that has runs under watch until it is killed: their number is its argument. It says {@link #READY} when all have
 * begun, and ends by itself at the end of its standard input.
 */
final class KilledHost {
    static final String READY = "ready";

    /** How many processes each run is: the shell, what it waits for, and one in a session of its own. */
    static final int PROCESSES_EACH = 3;

    private static final String TREE = "setsid sleep 1000 & echo begun; sleep 1000; :";
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration HARD = Duration.ofMinutes(10);

    private KilledHost() {}

    public static void main(String[] arguments) throws Exception {
        int wanted = Integer.parseInt(arguments[0]);
        CountDownLatch begun = new CountDownLatch(wanted);
        Watchdog watchdog =
                Watchdog.builder().idleTimeout(IDLE).hardTimeout(HARD).build();
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            runs.add(watchdog.start(Command.of("sh", "-c", TREE).onStdoutLine(line -> begun.countDown())));
        }
        if (!begun.await(1, TimeUnit.MINUTES)) {
            System.exit(1);
        }
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // Nobody asks it anything.
        }
        runs.forEach(Run::cancel);
        watchdog.close();
    }
}
