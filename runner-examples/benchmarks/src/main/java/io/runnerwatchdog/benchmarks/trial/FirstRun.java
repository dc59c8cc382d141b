package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.benchmarks.scenario.Statistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a host pays for its first run, over what {@link ProcessBuilder} costs it: time, classes, heap. */
final class FirstRun implements Trial {
    private static final double MEBIBYTE = 1 << 20;

    private final int rounds;
    private final double mostMillis;
    private final double mostMebibytes;

    FirstRun(Scale scale) {
        rounds = scale.of(21, 1);
        mostMillis = scale.of(60.0, 10_000.0);
        mostMebibytes = scale.of(3.0, 100.0);
    }

    @Override
    public String id() {
        return "first-run";
    }

    @Override
    public String title() {
        return "the first run of a host, beside ProcessBuilder, each in " + rounds + " Java processes started anew";
    }

    @Override
    public Outcome run() throws IOException, InterruptedException {
        List<Cost> plain = new ArrayList<>();
        List<Cost> watched = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            // In turn: what the machine does meanwhile falls on both alike.
            plain.add(cost(FirstRunHost.PLAIN));
            watched.add(cost(FirstRunHost.WATCHDOG));
        }
        double millis = more(watched, plain, Cost::millis);
        double kept = more(watched, plain, Cost::keptMebibytes);
        return new Outcome.Gathering()
                .millis("ProcessBuilder, ms", median(plain, Cost::millis))
                .millis("Watchdog.run, ms", median(watched, Cost::millis))
                .millis("more, ms", millis)
                .millis("more classes", more(watched, plain, Cost::classes))
                .millis("more heap, MiB", kept)
                .millis("more heap before a collection, MiB", more(watched, plain, Cost::usedMebibytes))
                .require(millis <= mostMillis, "it takes more than " + mostMillis + " ms over ProcessBuilder")
                .require(kept <= mostMebibytes, "it takes more than " + mostMebibytes + " MiB over ProcessBuilder")
                .done();
    }

    private static Cost cost(String by) throws IOException, InterruptedException {
        try (ChildJvm host = ChildJvm.start(FirstRunHost.class, by)) {
            Cost cost = Cost.of(host.line());
            if (!host.end()) {
                throw new IOException("a host whose first run was " + by + " did not end as it should");
            }
            return cost;
        }
    }

    private static double more(List<Cost> watched, List<Cost> plain, ToDoubleFunction<Cost> what) {
        return median(watched, what) - median(plain, what);
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> what) {
        return Statistics.median(costs.stream().mapToDouble(what).boxed().toList());
    }

    /** What one host says of its first run. */
    private record Cost(double millis, double classes, double usedMebibytes, double keptMebibytes) {
        static Cost of(String line) {
            String[] numbers = line.split(" ", 4);
            return new Cost(
                    Long.parseLong(numbers[0]) / 1e6,
                    Long.parseLong(numbers[1]),
                    Long.parseLong(numbers[2]) / MEBIBYTE,
                    Long.parseLong(numbers[3]) / MEBIBYTE);
        }
    }
}
