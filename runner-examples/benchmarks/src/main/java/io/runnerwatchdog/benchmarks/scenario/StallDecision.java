package io.runnerwatchdog.benchmarks.scenario;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.benchmarks.contender.Contender;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.run.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long after its limit a stall is decided. No peer has an idle limit to compare with. */
final class StallDecision implements Scenario {
    private static final String P99 = "ms late, P99";
    private static final String HALF = "ms late, median";
    private static final Duration LIMIT = Duration.ofMillis(300);

    private final int beside;
    private final Sizes sizes;

    StallDecision(int beside, Sizes sizes) {
        this.beside = beside;
        this.sizes = sizes;
    }

    @Override
    public String id() {
        return "stall-" + beside;
    }

    @Override
    public String title() {
        return "a stall decided after its limit, with " + beside + " other runs";
    }

    @Override
    public List<String> measures() {
        return List.of(P99, HALF);
    }

    @Override
    public boolean suits(Contender contender) {
        return contender.name().equals("Runner Watchdog");
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws Exception {
        Queue<Double> late = new ConcurrentLinkedQueue<>();
        try (Watchdog watchdog = Watchdog.builder()
                .idleTimeout(Duration.ofMinutes(30))
                .hardTimeout(Duration.ofHours(1))
                .listener(event -> {
                    if (event instanceof RunEvent.Stalled stalled) {
                        late.add(stalled.silentFor().minus(stalled.limit()).toNanos() / 1e6);
                    }
                })
                .build()) {
            List<Run> others = new ArrayList<>();
            for (int i = 0; i < beside; i++) {
                others.add(watchdog.start(Command.of(Contender.SILENT)));
            }
            for (int i = 0; i < sizes.stalls(); i++) {
                watchdog.run(Command.of(Contender.SILENT).idleTimeout(LIMIT));
            }
            others.forEach(Run::cancel);
        }
        Scenario.check("stalls", late.size(), sizes.stalls());
        return Map.of(P99, Statistics.percentile(late, 99), HALF, Statistics.percentile(late, 50));
    }
}
