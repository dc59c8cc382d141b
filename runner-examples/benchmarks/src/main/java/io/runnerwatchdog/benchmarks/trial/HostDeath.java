package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.benchmarks.scenario.Statistics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** How long after the death of their host the last process of its runs is gone. */
final class HostDeath implements Trial {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int runs;
    private final int kills;
    private final Duration bound;

    HostDeath(Scale scale) {
        runs = scale.of(50, 5);
        kills = scale.of(20, 2);
        bound = scale.of(Duration.ofSeconds(1), PATIENCE);
    }

    @Override
    public String id() {
        return "host-death";
    }

    @Override
    public String title() {
        return "from the SIGKILL of a host to the end of the last process of its " + runs + " runs";
    }

    @Override
    public Outcome run() throws IOException, InterruptedException {
        List<Double> gone = new ArrayList<>();
        List<Double> guardianGone = new ArrayList<>();
        int left = 0;
        for (int i = 0; i < kills; i++) {
            try (ChildJvm host = ChildJvm.start(KilledHost.class, runs)) {
                Set<Long> guardians = awaitComplete(host);
                long start = System.nanoTime();
                host.kill();
                gone.add(untilGone(host.pid(), start));
                if (Waiting.until(() -> guardians.stream().noneMatch(Processes::lives), PATIENCE)) {
                    guardianGone.add(millisSince(start));
                } else {
                    left++;
                }
                left += Processes.withCookieOf(host.pid()).size();
                // What was left is counted, and does not live on after the trial.
                Processes.kill(guardians);
                Processes.kill(Processes.withCookieOf(host.pid()));
            }
        }
        Outcome.Gathering outcome = new Outcome.Gathering()
                .figure("hosts killed", kills)
                .figure("processes of each", runs * KilledHost.PROCESSES_EACH)
                .each("until all of them are gone, ms", gone)
                .millis("the same, median", Statistics.median(gone))
                .millis("the same, maximum", Collections.max(gone))
                .figure("left at the end, guardians too", left);
        if (!guardianGone.isEmpty()) {
            outcome.millis("until the guardian is gone too, maximum, ms", Collections.max(guardianGone));
        }
        return outcome.require(
                        Collections.max(gone) < bound.toMillis(), "a time is not below " + bound.toMillis() + " ms")
                .requireNone(left, "left at the end")
                .done();
    }

    /** Waits for each process that is to be counted: what is not seen before the kill is no proof after it. */
    private Set<Long> awaitComplete(ChildJvm host) throws IOException, InterruptedException {
        String said = host.line();
        int processes = runs * KilledHost.PROCESSES_EACH;
        boolean complete = said.equals(KilledHost.READY)
                && Waiting.until(() -> Processes.withCookieOf(host.pid()).size() == processes, PATIENCE)
                && Waiting.until(() -> Processes.guardiansOf(host.pid()).size() == 1, PATIENCE);
        if (!complete) {
            throw new IllegalStateException("of " + processes + " processes and a guardian there are "
                    + Processes.withCookieOf(host.pid()).size() + " and "
                    + Processes.guardiansOf(host.pid()).size());
        }
        return Processes.guardiansOf(host.pid());
    }

    /** Looks without a pause, which takes one processor from those who clear up: so much worse may it be elsewhere. */
    private static double untilGone(long host, long start) {
        while (!Processes.withCookieOf(host).isEmpty()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                break;
            }
        }
        return millisSince(start);
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
