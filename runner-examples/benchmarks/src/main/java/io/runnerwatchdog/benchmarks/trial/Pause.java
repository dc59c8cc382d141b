package io.runnerwatchdog.benchmarks.trial;

import java.io.IOException;
import java.time.Duration;

/** A host that stands still for longer than its limits, and does not blame its children for it. */
final class Pause implements Trial {
    private static final int RUNS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Duration idle;
    private final Duration hard;
    private final Duration pause;
    private final Duration afterwards;

    Pause(Scale scale) {
        idle = scale.of(Duration.ofSeconds(12), Duration.ofSeconds(2));
        // Shorter than the pause and what is before and after it, longer than these two without the pause.
        hard = scale.of(Duration.ofSeconds(20), Duration.ofMillis(4900));
        pause = scale.of(Duration.ofSeconds(30), Duration.ofSeconds(5));
        afterwards = scale.of(Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    @Override
    public String id() {
        return "pause";
    }

    @Override
    public String title() {
        return "a host that is stopped for " + pause.toSeconds() + " s, with an idle limit of " + idle.toSeconds()
                + " s";
    }

    @Override
    public Outcome run() throws IOException, InterruptedException {
        try (ChildJvm host = ChildJvm.start(PausedHost.class, RUNS, idle.toMillis(), hard.toMillis())) {
            if (!host.line().equals(KilledHost.READY)) {
                throw new IllegalStateException("the host is not ready");
            }
            Answer before = Answer.of(host.ask("before"));
            host.signal("STOP");
            Thread.sleep(pause.toMillis());
            host.signal("CONT");
            Thread.sleep(afterwards.toMillis());
            Answer after = Answer.of(host.ask("after"));
            boolean ended = host.end();
            boolean gone =
                    Waiting.until(() -> Processes.withCookieOf(host.pid()).isEmpty(), PATIENCE);
            return new Outcome.Gathering()
                    .figure("runs", RUNS)
                    .figure("lines read before the pause", before.lines())
                    .figure("lines read " + afterwards.toSeconds() + " s after it", after.lines())
                    .figure("runs that were stopped", after.ended())
                    .requireNone(after.ended(), "of " + RUNS + " runs were stopped")
                    .require(after.lines() > before.lines(), "nothing was read after the pause")
                    .require(ended, "the host did not end as it should")
                    .require(gone, "processes are left at the end")
                    .done();
        }
    }

    /** What the host says of its runs. */
    private record Answer(int ended, int lines) {
        static Answer of(String line) {
            String[] numbers = line.split(" ", 2);
            return new Answer(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        }
    }
}
