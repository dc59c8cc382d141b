package io.runnerwatchdog.report;

import java.util.Comparator;
import java.util.List;

/** Names from evidence: hostile text of any length. */
public final class Names {
    /** As long as our own lines let a name be. */
    public static final int LONGEST = 256;

    /** By code points, which is the order of their bytes in UTF-8, and of engines that compare those. */
    public static final Comparator<String> ORDER = Names::compare;

    public static final Comparator<List<String>> LIST_ORDER = Names::compare;

    private Names() {}

    /** Its first characters; what is longer than our own names are is none of ours. */
    public static String cut(String name) {
        return cut(name, LONGEST);
    }

    static String cut(String text, int codePoints) {
        return text.length() <= codePoints || text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    private static int compare(String one, String other) {
        int shared = Math.min(one.length(), other.length());
        for (int i = 0; i < shared; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                return Integer.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** Surrogates stand for code points above all that one char can say. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }

    private static int compare(List<String> one, List<String> other) {
        int shared = Math.min(one.size(), other.size());
        for (int i = 0; i < shared; i++) {
            int order = compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
