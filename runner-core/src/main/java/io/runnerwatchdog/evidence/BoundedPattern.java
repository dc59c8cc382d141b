package io.runnerwatchdog.evidence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of the host's whose work is bounded: it gives up on a text that makes it look at the characters
 * too often, as {@code (a+)+b} does with many an {@code a}. Immutable, thread-safe.
 */
final class BoundedPattern {
    /** How often each character of a text may be looked at on average; what is useful stays far below. */
    private static final int READS_FOR_A_CHARACTER = 200;

    private static final int READS_FOR_ANY_TEXT = 10_000;

    private final Pattern pattern;

    /** @throws IllegalArgumentException if it does not compile; it says where */
    BoundedPattern(String regex) {
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "pattern \"" + regex + "\": " + wrong.getDescription()
                            + (wrong.getIndex() < 0 ? "" : " at index " + wrong.getIndex()),
                    wrong);
        }
    }

    /**
     * The text with each match masked: its first group where the expression has one that took part, else all of it.
     *
     * @throws IllegalStateException if it would take too long or too deep a stack
     */
    String mask(String text) {
        Counted counted = new Counted(text, (long) READS_FOR_A_CHARACTER * text.length() + READS_FOR_ANY_TEXT);
        try {
            return mask(text, pattern.matcher(counted));
        } catch (StackOverflowError deep) {
            throw new IllegalStateException("a pattern needs too deep a stack: " + pattern);
        }
    }

    private static String mask(String text, Matcher matcher) {
        StringBuilder masked = new StringBuilder();
        int done = 0;
        while (matcher.find()) {
            boolean group = matcher.groupCount() > 0 && matcher.start(1) >= 0;
            int start = Math.max(done, group ? matcher.start(1) : matcher.start());
            int end = group ? matcher.end(1) : matcher.end();
            if (end > start && !isMask(text, start, end)) {
                masked.append(text, done, start).append(RedactionRule.MASK);
                done = end;
            }
        }
        return done == 0 ? text : masked.append(text, done, text.length()).toString();
    }

    /** Whether this is the word within a mask: to mask that again would make brackets grow around it. */
    private static boolean isMask(String text, int start, int end) {
        int inside =
                RedactionRule.MASK.indexOf(text.substring(start, Math.min(end, start + RedactionRule.MASK.length())));
        return end - start <= RedactionRule.MASK.length()
                && inside >= 0
                && text.startsWith(RedactionRule.MASK, start - inside);
    }

    /** A text that counts how often its characters are looked at. */
    private final class Counted implements CharSequence {
        private final String text;
        private final long most;
        private long reads;

        Counted(String text, long most) {
            this.text = text;
            this.most = most;
        }

        @Override
        public char charAt(int index) {
            if (++reads > most) {
                throw new IllegalStateException("a pattern takes too long: " + pattern);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
