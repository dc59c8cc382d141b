package io.runnerwatchdog.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How many single letters must change to make one word of another (Levenshtein), for "did you mean". */
final class EditDistance {
    private static final int LONGEST = 64;
    private static final int STILL_ALIKE = 2;

    private EditDistance() {}

    /** The word that was most likely meant; empty if none is like it. Upper and lower case are alike. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String written = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> between(written, candidate)))
                .filter(candidate -> between(written, candidate) <= STILL_ALIKE);
    }

    static int between(String one, String other) {
        if (one.length() > LONGEST || other.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
