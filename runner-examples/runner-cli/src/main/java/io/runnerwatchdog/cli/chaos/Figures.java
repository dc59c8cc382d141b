package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.diagnosis.RootCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How good it all was, over what was judged; the matrix is of diagnoses only. Precision and recall are strict: an accepted alternative counts as
 * wrong there. Immutable.
 *
 * @param exact how many were found exactly
 * @param accepted how many were found in another way that is not wrong
 * @param missed how many were not found
 * @param notRun how many could not run here
 * @param broken how many did not do what they claim
 * @param matrix how often which cause was found for which truth: truth, then found
 */
record Figures(int exact, int accepted, int missed, int notRun, int broken, Map<String, Map<String, Integer>> matrix) {

    static Figures of(List<Finding> findings) {
        Map<String, Map<String, Integer>> matrix = new TreeMap<>();
        for (Finding finding : findings) {
            if (finding.scenario() instanceof CauseScenario cause
                    && finding.found().isPresent()) {
                matrix.computeIfAbsent(cause.truth().word(), truth -> new TreeMap<>())
                        .merge(finding.found().get(), 1, Integer::sum);
            }
        }
        return new Figures(
                count(findings, Verdict.OK),
                count(findings, Verdict.ACCEPTED),
                count(findings, Verdict.MISS),
                count(findings, Verdict.NOT_RUN),
                count(findings, Verdict.BROKEN),
                matrix);
    }

    private static int count(List<Finding> findings, Verdict verdict) {
        return (int) findings.stream()
                .filter(finding -> finding.verdict() == verdict)
                .count();
    }

    int judged() {
        return exact + accepted + missed;
    }

    /** The causes that occur, as truth or as found, in the usual order. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        RootCause.builtIn().forEach(cause -> words.add(cause.id()));
        words.add(Truth.NONE);
        words.removeIf(word -> truths(word) == 0 && founds(word) == 0);
        return words;
    }

    int at(String truth, String found) {
        return matrix.getOrDefault(truth, Map.of()).getOrDefault(found, 0);
    }

    /** How many truly were this. */
    int truths(String word) {
        return matrix.getOrDefault(word, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** How many were taken for this. */
    int founds(String word) {
        return matrix.values().stream()
                .mapToInt(row -> row.getOrDefault(word, 0))
                .sum();
    }

    /** Of those taken for this, how many truly were; empty where none was. */
    OptionalDouble precision(String word) {
        return share(at(word, word), founds(word));
    }

    /** Of those that truly were this, how many were taken for it; empty where none was. */
    OptionalDouble recall(String word) {
        return share(at(word, word), truths(word));
    }

    private static OptionalDouble share(int part, int all) {
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / all);
    }
}
