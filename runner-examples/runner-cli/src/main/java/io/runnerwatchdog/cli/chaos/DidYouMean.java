package io.runnerwatchdog.cli.chaos;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What somebody may have meant who has mistyped a name. */
final class DidYouMean {
    private static final int MOST = 3;

    private DidYouMean() {}

    /** Names that are alike, to be put behind a message; empty where none is. */
    static String hint(String typed, List<String> names) {
        List<String> alike = names.stream()
                .filter(name -> isAlike(typed, name))
                .sorted(Comparator.comparingInt(name -> distance(typed, name)))
                .limit(MOST)
                .toList();
        return alike.isEmpty() ? "" : alike.stream().collect(Collectors.joining(" or ", "; did you mean ", "?"));
    }

    private static boolean isAlike(String typed, String name) {
        boolean partly = typed.length() > 2 && (name.contains(typed) || typed.contains(name));
        return partly || distance(typed, name) <= Math.max(1, name.length() / 3);
    }

    /** How many letters must be changed, added or left out (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[to.length()];
    }
}
