package io.runnerwatchdog.evidence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Masks given texts wherever they occur, in one pass however many they are (Aho and Corasick 1975). Immutable,
 * thread-safe; does not tell what it masks.
 */
final class KnownValues implements Redactor {
    private static final int ROOT = 0;
    private static final int NONE = -1;

    /** A node is what has been read so far of some values. Its children are a list, in the order of their making. */
    private char[] label = new char[64];

    private int[] firstChild = new int[64];
    private int[] nextSibling = new int[64];
    private int[] depth = new int[64];
    /** The longest other beginning of a value that what has been read ends with. */
    private int[] fallback = new int[64];
    /** How long the longest value is that ends here; 0 where none does. */
    private int[] ending = new int[64];

    private int nodes;

    KnownValues(Collection<String> values) {
        node(NONE, '\0');
        values.stream().filter(value -> !value.isEmpty()).forEach(this::add);
        connect();
    }

    private void add(String value) {
        int at = ROOT;
        for (int i = 0; i < value.length(); i++) {
            int child = child(at, value.charAt(i));
            at = child == NONE ? node(at, value.charAt(i)) : child;
        }
        ending[at] = value.length();
    }

    private int node(int parent, char c) {
        if (nodes == label.length) {
            grow();
        }
        label[nodes] = c;
        firstChild[nodes] = NONE;
        nextSibling[nodes] = NONE;
        if (parent != NONE) {
            depth[nodes] = depth[parent] + 1;
            nextSibling[nodes] = firstChild[parent];
            firstChild[parent] = nodes;
        }
        return nodes++;
    }

    private void grow() {
        int room = nodes * 2;
        label = Arrays.copyOf(label, room);
        firstChild = Arrays.copyOf(firstChild, room);
        nextSibling = Arrays.copyOf(nextSibling, room);
        depth = Arrays.copyOf(depth, room);
        fallback = Arrays.copyOf(fallback, room);
        ending = Arrays.copyOf(ending, room);
    }

    private int child(int node, char c) {
        int child = firstChild[node];
        while (child != NONE && label[child] != c) {
            child = nextSibling[child];
        }
        return child;
    }

    /** Level by level, since a fallback is always nearer to the root. */
    private void connect() {
        Deque<Integer> waiting = new ArrayDeque<>(List.of(ROOT));
        while (!waiting.isEmpty()) {
            int node = waiting.remove();
            for (int child = firstChild[node]; child != NONE; child = nextSibling[child]) {
                fallback[child] = node == ROOT ? ROOT : next(fallback[node], label[child]);
                ending[child] = Math.max(ending[child], ending[fallback[child]]);
                waiting.add(child);
            }
        }
    }

    private int next(int node, char c) {
        int at = node;
        int child = child(at, c);
        while (child == NONE && at != ROOT) {
            at = fallback[at];
            child = child(at, c);
        }
        return child == NONE ? ROOT : child;
    }

    @Override
    public String redact(String text) {
        List<RedactionRule.Span> found = find(text);
        if (found.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        int done = 0;
        for (RedactionRule.Span span : found) {
            masked.append(text, done, span.start()).append(RedactionRule.MASK);
            done = span.end();
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** Where values stand; those that overlap are one. */
    private List<RedactionRule.Span> find(String text) {
        List<RedactionRule.Span> found = new ArrayList<>();
        int at = ROOT;
        for (int i = 0; i < text.length(); i++) {
            at = next(at, text.charAt(i));
            if (ending[at] > 0) {
                int start = i + 1 - ending[at];
                while (!found.isEmpty() && last(found).end() > start) {
                    start = Math.min(start, last(found).start());
                    found.remove(found.size() - 1);
                }
                found.add(new RedactionRule.Span(start, i + 1));
            }
        }
        return found;
    }

    private static RedactionRule.Span last(List<RedactionRule.Span> found) {
        return found.get(found.size() - 1);
    }

    @Override
    public String toString() {
        return "KnownValues";
    }
}
