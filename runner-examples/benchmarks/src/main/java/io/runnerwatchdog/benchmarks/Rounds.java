package io.runnerwatchdog.benchmarks;

import io.runnerwatchdog.benchmarks.contender.Contender;
import io.runnerwatchdog.benchmarks.scenario.Scenario;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a scenario with all contenders in turn, several times over: A B C A B C. What the machine does meanwhile then
 * falls on all of them alike. The first round warms up and does not count.
 */
final class Rounds {
    private final int rounds;
    private final PrintStream progress;

    Rounds(int rounds, PrintStream progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    /** All values by contender and measure; a contender that failed has none from then on. */
    Map<String, Results> measure(Scenario scenario, List<Contender> contenders) {
        Map<String, Results> all = new LinkedHashMap<>();
        contenders.forEach(contender -> all.put(contender.name(), new Results()));
        for (int round = 0; round <= rounds; round++) {
            for (Contender contender : contenders) {
                Results results = all.get(contender.name());
                if (scenario.suits(contender) && results.failure == null) {
                    measureOnce(scenario, contender, results, round > 0);
                }
            }
            progress.print(".");
            progress.flush();
        }
        progress.println(" " + scenario.id());
        return all;
    }

    private static void measureOnce(Scenario scenario, Contender contender, Results results, boolean counts) {
        try {
            Map<String, Double> values = scenario.measure(contender);
            if (counts) {
                values.forEach((measure, value) -> results.values
                        .computeIfAbsent(measure, absent -> new ArrayList<>())
                        .add(value));
            }
        } catch (Exception | LinkageError failed) {
            results.failure = failed.toString();
        }
    }

    /** What one contender came to. */
    static final class Results {
        final Map<String, List<Double>> values = new LinkedHashMap<>();
        String failure;
    }
}
