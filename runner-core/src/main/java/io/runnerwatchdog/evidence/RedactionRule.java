package io.runnerwatchdog.evidence;

import java.util.Optional;
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
 * @param locator finds the secret itself; empty where this is none after all
 */
record RedactionRule(String name, Pattern announced, Locator locator) {
    static final String MASK = "[redacted]";

    /** The characters from {@code start} up to and without {@code end}. */
    record Span(int start, int end) {}

    /** Finds the secret that a match announces. */
    @FunctionalInterface
    interface Locator {
        /**
         * Where the secret stands.
         *
         * @param floor where the characters begin that no earlier secret has taken
         */
        Optional<Span> locate(CharSequence text, MatchResult match, int floor);
    }

    String apply(CharSequence text) {
        StringBuilder masked = new StringBuilder();
        Matcher matcher = announced.matcher(text);
        int done = 0;
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            Optional<Span> secret = locator.locate(text, matcher, done);
            from = matcher.end();
            if (secret.isPresent()) {
                masked.append(text, done, secret.get().start()).append(MASK);
                done = secret.get().end();
                from = Math.max(from, done);
            }
        }
        return done == 0
                ? text.toString()
                : masked.append(text, done, text.length()).toString();
    }

    /** A rule whose whole match is the secret. */
    static RedactionRule whole(String name, String regex) {
        return new RedactionRule(
                name,
                Pattern.compile(regex),
                (text, match, floor) -> Optional.of(new Span(match.start(), match.end())));
    }
}
