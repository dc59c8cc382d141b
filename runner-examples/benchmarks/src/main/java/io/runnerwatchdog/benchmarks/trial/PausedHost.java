package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.run.Command;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A host whose runs print a line each second: their number, the idle limit and the hard limit in milliseconds are its
 * arguments. It says {@link KilledHost#READY} when each has printed, answers each question by the numbers of runs that
 * have ended and of lines that it has read, and ends by itself at the end of its standard input.
 */
final class PausedHost {
    private static final String TALKING = "while :; do echo still here; sleep 1; done";

    private PausedHost() {}

    public static void main(String[] arguments) throws Exception {
        int wanted = Integer.parseInt(arguments[0]);
        AtomicInteger lines = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(wanted);
        try (Watchdog watchdog = Watchdog.builder()
                .idleTimeout(millis(arguments[1]))
                .hardTimeout(millis(arguments[2]))
                .listener(event -> ended.addAndGet(event.isLast() ? 1 : 0))
                .build()) {
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < wanted; i++) {
                runs.add(watchdog.start(Command.of("sh", "-c", TALKING).onStdoutLine(line -> {
                    lines.incrementAndGet();
                    begun.countDown();
                })));
            }
            if (!begun.await(1, TimeUnit.MINUTES)) {
                System.exit(1);
            }
            System.out.println(KilledHost.READY);
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (questions.readLine() != null) {
                System.out.println(ended.get() + " " + lines.get());
            }
            runs.forEach(Run::cancel);
        }
    }

    private static Duration millis(String number) {
        return Duration.ofMillis(Long.parseLong(number));
    }
}
