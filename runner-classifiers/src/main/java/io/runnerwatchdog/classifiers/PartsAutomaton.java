package io.runnerwatchdog.classifiers;

import java.util.Arrays;
import java.util.List;

/**
 * Finds all occurrences of many texts in one pass (Aho and Corasick, 1975). Immutable, thread-safe.
 *
 * <p>A node is a prefix of some of the texts. {@code fail} of it is the longest proper suffix that is a node too. The
 * children of a node are a linked list, those of the root a table besides: most characters of a line lead nowhere, and a
 * table for each node would cost megabytes in every host.
 */
final class PartsAutomaton {
    /** Told where the texts are found, in the order of their ends, of one end the longest first. */
    interface Occurrences {
        void found(int text, int start, int end);
    }

    private static final int ROOT = 0;
    private static final int NONE = -1;
    private static final int TABLE = 128;

    private final char[] letter;
    private final int[] firstChild;
    private final int[] sibling;
    private final int[] fail;
    /** The text that ends at a node, or none. */
    private final int[] text;
    /** The nearest node on the way of {@code fail} at which a text ends, or the root. */
    private final int[] shorter;

    private final int[] lengths;
    private final int[] fromRoot = new int[TABLE];
    private int nodes = 1;

    PartsAutomaton(List<String> texts) {
        lengths = texts.stream().mapToInt(String::length).toArray();
        int most = 1 + Arrays.stream(lengths).sum();
        letter = new char[most];
        firstChild = filled(most);
        sibling = filled(most);
        text = filled(most);
        fail = new int[most];
        shorter = new int[most];
        for (int i = 0; i < lengths.length; i++) {
            add(texts.get(i), i);
        }
        for (char c = 0; c < TABLE; c++) {
            fromRoot[c] = listed(ROOT, c);
        }
        link();
    }

    private static int[] filled(int size) {
        int[] array = new int[size];
        Arrays.fill(array, NONE);
        return array;
    }

    private void add(String added, int number) {
        int node = ROOT;
        for (int i = 0; i < added.length(); i++) {
            int child = listed(node, added.charAt(i));
            if (child == NONE) {
                child = nodes++;
                letter[child] = added.charAt(i);
                sibling[child] = firstChild[node];
                firstChild[node] = child;
            }
            node = child;
        }
        text[node] = number;
    }

    /** Breadth first: a suffix is shorter, so what it fails to is known before. */
    private void link() {
        int[] queue = new int[nodes];
        int end = 1;
        for (int at = 0; at < end; at++) {
            int node = queue[at];
            for (int child = firstChild[node]; child != NONE; child = sibling[child]) {
                int suffix = node == ROOT ? ROOT : next(fail[node], letter[child]);
                fail[child] = suffix;
                shorter[child] = text[suffix] == NONE ? shorter[suffix] : suffix;
                queue[end++] = child;
            }
        }
    }

    private int next(int from, char c) {
        int node = from;
        int child = child(node, c);
        while (child == NONE && node != ROOT) {
            node = fail[node];
            child = child(node, c);
        }
        return Math.max(child, ROOT);
    }

    private int child(int node, char c) {
        return node == ROOT && c < TABLE ? fromRoot[c] : listed(node, c);
    }

    private int listed(int node, char c) {
        int child = firstChild[node];
        while (child != NONE && letter[child] != c) {
            child = sibling[child];
        }
        return child;
    }

    /** Tells all occurrences in a line; returns how many moves it took. */
    int scan(String line, Occurrences occurrences) {
        int steps = 0;
        int node = ROOT;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            int child = child(node, c);
            while (child == NONE && node != ROOT) {
                node = fail[node];
                child = child(node, c);
                steps++;
            }
            node = Math.max(child, ROOT);
            steps++;
            for (int at = text[node] == NONE ? shorter[node] : node; at != ROOT; at = shorter[at]) {
                occurrences.found(text[at], i + 1 - lengths[text[at]], i + 1);
                steps++;
            }
        }
        return steps;
    }
}
