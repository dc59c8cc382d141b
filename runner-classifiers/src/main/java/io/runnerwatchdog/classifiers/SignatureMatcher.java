package io.runnerwatchdog.classifiers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds all signatures that a line holds in one pass over it, however many there are. Immutable, thread-safe.
 *
 * <p>Wherever a part ends, the signatures that have waited for this part as their next one move on; taking each part as
 * early as possible misses nothing. One that must end the line is looked at there only.
 */
final class SignatureMatcher {
    /** The signature, and which of its parts it is. */
    private record Use(int signature, int part) {}

    /** A text that is part of some signatures: of which it may be anywhere, and of which it must end the line. */
    private record Part(String text, List<Use> anywhere, List<Use> atEnd) {}

    private final List<Signature> signatures;
    private final List<Part> parts = new ArrayList<>();
    private final PartsAutomaton automaton;

    SignatureMatcher(List<Signature> signatures) {
        this.signatures = List.copyOf(signatures);
        Map<String, Part> known = new HashMap<>();
        for (int s = 0; s < signatures.size(); s++) {
            Signature signature = signatures.get(s);
            int last = signature.parts().size() - 1;
            for (int p = 0; p <= last; p++) {
                Part part = known.get(signature.parts().get(p));
                if (part == null) {
                    part = new Part(signature.parts().get(p), new ArrayList<>(1), new ArrayList<>(1));
                    known.put(part.text(), part);
                    parts.add(part);
                }
                (p == last && signature.atEnd() ? part.atEnd() : part.anywhere()).add(new Use(s, p));
            }
        }
        automaton = new PartsAutomaton(parts.stream().map(Part::text).toList());
    }

    /** A search through any number of lines, one after the other. */
    Search search() {
        return new Search();
    }

    /** Searches lines, one after the other; what it keeps between them is room only. One thread. */
    final class Search implements PartsAutomaton.Occurrences {
        /** How many parts of each signature the line has held so far, and where the last of them ended. */
        private final int[] held = new int[signatures.size()];

        private final int[] from = new int[signatures.size()];
        /** The signatures of which the line has held some part: what there is to be forgotten afterwards. */
        private final int[] begun = new int[signatures.size()];

        private int begunCount;
        private int length;
        private long steps;

        private Search() {}

        /** The signatures that a line, given in lower case, holds, in the order of the list. */
        List<Signature> find(String lowerCaseLine) {
            length = lowerCaseLine.length();
            steps += automaton.scan(lowerCaseLine, this);
            int[] complete = new int[begunCount];
            int count = 0;
            for (int i = 0; i < begunCount; i++) {
                int s = begun[i];
                if (held[s] == signatures.get(s).parts().size()) {
                    complete[count++] = s;
                }
                held[s] = 0;
                from[s] = 0;
            }
            begunCount = 0;
            Arrays.sort(complete, 0, count);
            List<Signature> found = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                found.add(signatures.get(complete[i]));
            }
            return found;
        }

        /** The moves so far, for those who hold a bound. */
        long steps() {
            return steps;
        }

        @Override
        public void found(int part, int start, int end) {
            advance(parts.get(part).anywhere(), start, end);
            if (end == length) {
                advance(parts.get(part).atEnd(), start, end);
            }
        }

        private void advance(List<Use> uses, int start, int end) {
            steps += uses.size();
            for (int i = 0; i < uses.size(); i++) {
                Use use = uses.get(i);
                int s = use.signature();
                boolean next = held[s] == use.part() && start >= from[s];
                if (next && (start == 0 || use.part() > 0 || !signatures.get(s).atStart())) {
                    if (held[s] == 0) {
                        begun[begunCount++] = s;
                    }
                    held[s]++;
                    from[s] = end;
                }
            }
        }
    }
}
