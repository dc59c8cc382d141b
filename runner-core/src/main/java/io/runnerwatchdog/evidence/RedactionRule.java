package io.runnerwatchdog.evidence;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kind of secret: a pattern that finds where it is announced, and code that finds where it begins and ends.
 *
 * <p>Linear time rests on three habits. Patterns begin at a literal or behind a boundary and repeat only possessively
 * or up to a bound; a located secret is never looked at again; a locator that finds nothing has looked at a bounded
 * number of characters, or at none that the next match could stand in.
 *
 * @param announced finds the beginning; never matches the empty string
 * @param locator finds the secret itself
 */
record RedactionRule(String name, Pattern announced, Locator locator) {
    static final String MASK = "[redacted]";

    /**
     * Where a word may begin: behind anything but a letter or digit. Also behind what only looks like one: the line
     * break of a JSON text, a character of an encoded URL, a colour of a terminal.
     */
    static final String BEGINNING =
            "(?:(?<![A-Za-z0-9_])|(?<=\\\\[nrt])|(?<=%[0-9A-Fa-f]{2})|(?<=\u001B\\[[0-9;]{0,12}m))";

    /** The characters from {@code start} up to and without {@code end}. */
    record Span(int start, int end) {}

    /** Finds the secrets that a match announces. */
    @FunctionalInterface
    interface Locator {
        /**
         * Where the secrets stand, in order; none where this is no secret after all.
         *
         * @param floor where the characters begin that no earlier secret has taken
         */
        List<Span> locate(CharSequence text, MatchResult match, int floor);
    }

    String apply(CharSequence text) {
        StringBuilder masked = new StringBuilder();
        Matcher matcher = announced.matcher(text);
        int done = 0;
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            from = matcher.end();
            for (Span secret : locator.locate(text, matcher.toMatchResult(), done)) {
                masked.append(text, done, secret.start()).append(MASK);
                done = secret.end();
            }
            from = Math.max(from, done);
        }
        return done == 0
                ? text.toString()
                : masked.append(text, done, text.length()).toString();
    }

    /** A rule whose whole match is the secret. */
    static RedactionRule whole(String name, String regex) {
        return new RedactionRule(
                name, Pattern.compile(regex), (text, match, floor) -> List.of(new Span(match.start(), match.end())));
    }

    /** No secret. */
    static List<Span> none() {
        return List.of();
    }

    /** This secret, unless it is empty. */
    static List<Span> span(int start, int end) {
        return end > start ? List.of(new Span(start, end)) : List.of();
    }
}
