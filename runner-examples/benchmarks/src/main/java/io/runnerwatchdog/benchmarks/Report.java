package io.runnerwatchdog.benchmarks;

import io.runnerwatchdog.benchmarks.Rounds.Results;
import io.runnerwatchdog.benchmarks.scenario.Scenario;
import io.runnerwatchdog.benchmarks.scenario.Statistics;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints medians as tables that a page can take as they are. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void head(int rounds) {
        out.println("JDK " + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + "; medians of " + rounds
                + " interleaved rounds after one to warm up.");
    }

    void table(Scenario scenario, Map<String, Results> all) {
        List<String> measures = scenario.measures();
        out.println();
        out.println("**" + scenario.title() + "**");
        out.println();
        out.println("| | " + String.join(" | ", measures) + " | ratio |");
        out.println("|---|" + "---:|".repeat(measures.size() + 1));
        Results baseline = all.values().iterator().next();
        all.forEach((name, results) -> {
            if (results.failure != null) {
                out.println("| " + name + " | failed: " + results.failure.replace('|', '/') + " |");
            } else if (!results.values.isEmpty()) {
                out.println("| " + name + " | " + cells(measures, results) + ratio(measures.get(0), results, baseline)
                        + " |");
            }
        });
        out.flush();
    }

    private static String cells(List<String> measures, Results results) {
        StringBuilder cells = new StringBuilder();
        for (String measure : measures) {
            cells.append(number(Statistics.median(results.values.get(measure)))).append(" | ");
        }
        return cells.toString();
    }

    /** Of the medians of the first measure. */
    private static String ratio(String measure, Results results, Results baseline) {
        List<Double> base = baseline.values.get(measure);
        double most = base == null ? 0 : Statistics.median(base);
        return most == 0 ? "" : number(Statistics.median(results.values.get(measure)) / most);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
    }
}
