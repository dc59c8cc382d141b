package io.runnerwatchdog.internal.skip;

import static io.runnerwatchdog.internal.skip.Runs.run;

import io.runnerwatchdog.run.AutoSkip;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A program that counts stalls in the state of the directory it is given, on two threads, until it is killed or has
 * counted so many on each. Begins when its standard input says so; prints {@code r} when it is ready, then a {@code .} for
 * each stall that is in the file, and {@code !} for what should not happen.
 */
final class StallingProcess {
    /** Opened by the first, so that each one after it is counted in the series. */
    static final SkipRules RULES = new SkipRules(new AutoSkip(1, Duration.ofDays(1), Duration.ofDays(1)));

    static final StepKind KIND = new StepKind("test", "ci");

    private StallingProcess() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        Thread second = new Thread(() -> count(directory, count));
        say('r');
        System.in.read();
        second.start();
        count(directory, count);
        second.join();
    }

    private static void count(Path directory, int count) {
        // One of its own for each thread, as if each belonged to another watchdog.
        SkipFile file = new SkipFile(directory, RULES, InstantSource.system(), trouble -> say('!'));
        for (int done = 0; done < count; ) {
            try {
                file.change(KIND, (known, now) -> SkipRules.Step.run(RULES.stalled(known, now, run(1))));
                say('.');
                done++;
            } catch (SkipStateException e) {
                // Held by others for 300 ms: that may be on a busy machine.
                if (e.trouble().kind() != SkipTrouble.Kind.BUSY) {
                    e.printStackTrace();
                    say('!');
                    return;
                }
            }
        }
    }

    private static synchronized void say(char what) {
        System.out.write(what);
        System.out.flush();
    }
}
