package io.runnerwatchdog.benchmarks.diagnosis;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.WatchdogBuilder;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.run.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A host of many runs, each of which is begun anew when it ends, after a period, in the way that is asked for. In the first
 * period they end one after the other, so that from then on they are spread evenly. Its arguments: the number of runs, the
 * period in milliseconds, how they end, and the command of a child that never ends by itself. It answers each question by
 * the CPU milliseconds that it has used and the numbers of stalls and of ends so far.
 */
final class StallingHost {
    /** How a run ends. */
    enum End {
        /** It reaches its idle limit, is diagnosed and stopped. */
        STALLS,
        /** The host cancels it: it is stopped. */
        CANCELLED,
        /** It is ended by somebody else, so neither diagnosed nor stopped. */
        ENDS
    }

    private static final int TICK_MILLIS = 10; // USER_HZ, see time(7)
    private static final int USER = 11; // utime and stime in /proc/PID/stat, counted from the state
    private static final int SYSTEM = 12;

    private final AtomicInteger stalls = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Duration period;
    private final End end;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
    private final String[] child;
    private final Watchdog watchdog;

    private StallingHost(Duration period, End end, String... child) {
        this.period = period;
        this.end = end;
        this.child = child.clone();
        WatchdogBuilder builder = Watchdog.builder().listener(event -> {
            stalls.addAndGet(event instanceof RunEvent.Stalled ? 1 : 0);
            ends.addAndGet(event.isLast() ? 1 : 0);
        });
        watchdog = builder.idleTimeout(period.multipliedBy(10))
                .hardTimeout(period.multipliedBy(20))
                .build();
    }

    public static void main(String[] arguments) throws IOException {
        int runs = Integer.parseInt(arguments[0]);
        Duration period = Duration.ofMillis(Long.parseLong(arguments[1]));
        String[] child = Arrays.copyOfRange(arguments, 3, arguments.length);
        StallingHost host = new StallingHost(period, End.valueOf(arguments[2]), child);
        for (int i = 1; i <= runs; i++) {
            host.begin(period.multipliedBy(i).dividedBy(runs));
        }
        System.out.println("ready");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (questions.readLine() != null) {
            System.out.println(cpuMillis() + " " + host.stalls + " " + host.ends);
        }
        host.over.set(true);
        host.alarms.shutdownNow();
        host.watchdog.close();
    }

    private void begin(Duration firstPeriod) {
        if (over.get()) {
            return;
        }
        try {
            Run run = watchdog.start(command(firstPeriod));
            if (end == End.CANCELLED) {
                alarms.schedule(run::cancel, firstPeriod.toMillis(), TimeUnit.MILLISECONDS);
            }
            run.result().thenAccept(ended -> begin(period));
        } catch (IllegalStateException closed) {
            // The end came between the question and the start.
            over.set(true);
        }
    }

    private Command command(Duration after) {
        return switch (end) {
            case STALLS -> Command.of(child).idleTimeout(after);
            case CANCELLED -> Command.of(child);
            case ENDS -> Command.of(ended(after, child));
        };
    }

    private static String[] ended(Duration after, String... child) {
        String[] argv = new String[child.length + 3];
        argv[0] = "timeout";
        argv[1] = "--signal=KILL";
        argv[2] = after.toMillis() / 1e3 + "";
        System.arraycopy(child, 0, argv, 3, child.length);
        return argv;
    }

    private static long cpuMillis() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * TICK_MILLIS;
    }
}
