package io.runnerwatchdog.benchmarks.escape;

import io.runnerwatchdog.benchmarks.escape.Outcome.Failed;
import io.runnerwatchdog.benchmarks.escape.Outcome.Played;
import io.runnerwatchdog.benchmarks.escape.Outcome.Returned;
import io.runnerwatchdog.benchmarks.escape.Stopper.Ending;
import io.runnerwatchdog.benchmarks.scenario.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one contender came to in one case. */
final class Tally {
    private final List<Played> played = new ArrayList<>();
    private Optional<String> failure = Optional.empty();

    void add(Outcome outcome) {
        if (outcome instanceof Played one) {
            played.add(one);
        } else if (outcome instanceof Failed failed) {
            failure = Optional.of(failed.message());
        }
    }

    /** The most survivors of any round. */
    int mostSurvivors() {
        return played.stream().mapToInt(Played::survivors).max().orElse(0);
    }

    /** In how many rounds the call was given up. */
    long hung() {
        return played.stream().filter(one -> one.call().isEmpty()).count();
    }

    boolean failed() {
        return failure.isPresent();
    }

    /** All of it, as one cell of a table. */
    String cell() {
        if (failed()) {
            return "failed: " + failure.get().replace('|', '/').replace('\n', ' ');
        }
        List<String> parts = new ArrayList<>();
        long with = played.stream().filter(one -> one.survivors() > 0).count();
        parts.add(mostSurvivors() + " in " + with + "/" + played.size());
        List<Double> late = late();
        if (!late.isEmpty()) {
            parts.add(millis(Statistics.median(late)) + " / " + millis(Statistics.percentile(late, 99)) + " ms");
        }
        addCount(parts, "hung", hung());
        addCount(parts, "saw an exit", calls(Ending.BY_ITSELF).size());
        return String.join(", ", parts);
    }

    private static void addCount(List<String> parts, String what, long count) {
        if (count > 0) {
            parts.add(what + " " + count);
        }
    }

    /** A call that saw an exit waited for no limit, so it is not late. */
    private List<Double> late() {
        return calls(Ending.STOPPED).stream().map(Returned::lateMillis).toList();
    }

    private List<Returned> calls(Ending ending) {
        return played.stream()
                .flatMap(one -> one.call().stream())
                .filter(call -> call.ending() == ending)
                .toList();
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.0f" : "%.1f", value);
    }
}
