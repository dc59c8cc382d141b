package io.runnerwatchdog.policy;

import java.util.List;
import java.util.function.IntPredicate;

/** A part of a regular expression. */
sealed interface PatternNode {
    /** One character of a kind. */
    record One(IntPredicate kind) implements PatternNode {}

    /** A place between characters. */
    record Place(Boundary boundary) implements PatternNode {}

    /** One after the other. */
    record Sequence(List<PatternNode> parts) implements PatternNode {}

    /** One of these. */
    record Choice(List<PatternNode> parts) implements PatternNode {}

    /** At least and at most so often; {@link #ENDLESS} is no bound. */
    record Repeat(PatternNode part, int least, int most) implements PatternNode {}

    int ENDLESS = Integer.MAX_VALUE;

    /** What a place can be. */
    enum Boundary {
        START {
            @Override
            boolean isAt(CharSequence text, int at) {
                return at == 0;
            }
        },
        END {
            @Override
            boolean isAt(CharSequence text, int at) {
                return at == text.length();
            }
        },
        WORD {
            @Override
            boolean isAt(CharSequence text, int at) {
                return isWordAt(text, at - 1) != isWordAt(text, at);
            }
        },
        INSIDE {
            @Override
            boolean isAt(CharSequence text, int at) {
                return !WORD.isAt(text, at);
            }
        };

        abstract boolean isAt(CharSequence text, int at);

        private static boolean isWordAt(CharSequence text, int at) {
            return at >= 0 && at < text.length() && isWord(text.charAt(at));
        }

        static boolean isWord(int found) {
            return found < 128 && (Character.isLetterOrDigit(found) || found == '_');
        }
    }
}
