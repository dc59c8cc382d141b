package io.runnerwatchdog.policy;

import io.runnerwatchdog.policy.PatternNode.Boundary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A regular expression that never goes back: all ways to match are followed at once, so that a match takes time in
 * proportion to the text, whatever the expression. Immutable.
 *
 * <p>{@link java.util.regex.Pattern} under a budget of characters read was tried first. It does not hold: an expression such
 * as {@code (|)(|)(|)…x} tries a number of ways that doubles with each group without reading a single character.
 */
final class BoundedPattern {
    /** What one character costs at most. */
    private static final int MOST_STEPS = 1000;

    private static final int LONGEST = 1000;

    private final List<Step> steps;

    private BoundedPattern(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    private sealed interface Step {
        /** Goes on behind the next character, if it is of this kind. */
        record Take(IntPredicate kind) implements Step {}

        /** Goes on if this is such a place. */
        record Check(Boundary boundary) implements Step {}

        /** Goes on in all of these places. */
        record Go(int[] targets) implements Step {}

        /** All has matched. */
        record Done() implements Step {}
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none, or uses what cannot be matched in linear time; it says where
     */
    static BoundedPattern of(String pattern) {
        if (pattern.isEmpty() || pattern.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "expected an expression of 1 to " + LONGEST + " characters, was one of " + pattern.length());
        }
        Compiler compiler = new Compiler();
        compiler.compile(new PatternParser(pattern).parse());
        compiler.steps.add(new Step.Done());
        return new BoundedPattern(compiler.steps);
    }

    /** Whether any part of a text matches. */
    boolean isFoundIn(CharSequence text) {
        Front now = new Front();
        Front next = new Front();
        for (int at = 0; at <= text.length(); at++) {
            if (now.reaches(0, text, at)) {
                return true;
            }
            if (at == text.length()) {
                return false;
            }
            char here = text.charAt(at);
            next.clear();
            for (int i = 0; i < now.size; i++) {
                int step = now.waiting[i];
                if (((Step.Take) steps.get(step)).kind().test(here) && next.reaches(step + 1, text, at + 1)) {
                    return true;
                }
            }
            Front used = now;
            now = next;
            next = used;
        }
        return false;
    }

    /** The steps that wait for the next character, each once. */
    private final class Front {
        private final int[] waiting = new int[steps.size()];
        private final boolean[] seen = new boolean[steps.size()];
        private final int[] open = new int[steps.size()];
        private int size;

        void clear() {
            Arrays.fill(seen, false);
            size = 0;
        }

        /** Adds a step and all that it leads to without a character; tells whether the end is among them. */
        boolean reaches(int first, CharSequence text, int at) {
            int left = see(first, 0);
            while (left > 0) {
                int number = open[--left];
                Step step = steps.get(number);
                if (step instanceof Step.Done) {
                    return true;
                } else if (step instanceof Step.Take) {
                    waiting[size++] = number;
                } else if (step instanceof Step.Check check) {
                    left = check.boundary().isAt(text, at) ? see(number + 1, left) : left;
                } else if (step instanceof Step.Go go) {
                    for (int target : go.targets()) {
                        left = see(target, left);
                    }
                }
            }
            return false;
        }

        private int see(int step, int left) {
            if (seen[step]) {
                return left;
            }
            seen[step] = true;
            open[left] = step;
            return left + 1;
        }
    }

    /** Makes steps of an expression; counts its own work, since repetitions of nothing make none. */
    private static final class Compiler {
        final List<Step> steps = new ArrayList<>();
        private int work;

        void compile(PatternNode node) {
            if (++work > 2 * MOST_STEPS || steps.size() > MOST_STEPS) {
                throw new IllegalArgumentException(
                        "the expression is too large, perhaps by its numbers of repetitions");
            }
            if (node instanceof PatternNode.One one) {
                steps.add(new Step.Take(one.kind()));
            } else if (node instanceof PatternNode.Place place) {
                steps.add(new Step.Check(place.boundary()));
            } else if (node instanceof PatternNode.Sequence sequence) {
                sequence.parts().forEach(this::compile);
            } else if (node instanceof PatternNode.Choice choice) {
                compileChoice(choice);
            } else if (node instanceof PatternNode.Repeat repeat) {
                compileRepeat(repeat);
            }
        }

        private void compileChoice(PatternNode.Choice choice) {
            int fork = reserve();
            int[] targets = new int[choice.parts().size()];
            List<Integer> ends = new ArrayList<>();
            for (int i = 0; i < targets.length; i++) {
                targets[i] = steps.size();
                compile(choice.parts().get(i));
                ends.add(reserve());
            }
            steps.set(fork, new Step.Go(targets));
            ends.forEach(end -> steps.set(end, new Step.Go(new int[] {steps.size()})));
        }

        private void compileRepeat(PatternNode.Repeat repeat) {
            for (int i = 0; i < repeat.least(); i++) {
                compile(repeat.part());
            }
            if (repeat.most() == PatternNode.ENDLESS) {
                int fork = reserve();
                compile(repeat.part());
                steps.add(new Step.Go(new int[] {fork}));
                steps.set(fork, new Step.Go(new int[] {fork + 1, steps.size()}));
                return;
            }
            List<Integer> forks = new ArrayList<>();
            for (int i = repeat.least(); i < repeat.most(); i++) {
                forks.add(reserve());
                compile(repeat.part());
            }
            forks.forEach(fork -> steps.set(fork, new Step.Go(new int[] {fork + 1, steps.size()})));
        }

        private int reserve() {
            steps.add(new Step.Done());
            return steps.size() - 1;
        }
    }
}
