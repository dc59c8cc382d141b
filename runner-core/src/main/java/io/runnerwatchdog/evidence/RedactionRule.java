package io.runnerwatchdog.evidence;

import java.util.List;
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
 * @param notBehind what it may not stand behind, beside letters and digits; empty where it may stand anywhere
 * @param locator finds the secret itself
 */
record RedactionRule(String name, Pattern announced, Optional<String> notBehind, Locator locator) {
    static final String MASK = "[redacted]";

    RedactionRule(String name, Pattern announced, Locator locator) {
        this(name, announced, Optional.empty(), locator);
    }

    /** A rule that is announced where a word begins: behind no letter, digit or one of {@code others}. */
    static RedactionRule word(String name, String others, String regex, int flags, Locator locator) {
        return new RedactionRule(name, Pattern.compile(regex, flags), Optional.of(others), locator);
    }

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
        Matcher matcher = announced.matcher(text).useTransparentBounds(true);
        int done = 0;
        int from = 0;
        while (find(text, matcher, from)) {
            from = matcher.end();
            for (Span secret : locator.locate(text, matcher, done)) {
                masked.append(text, done, secret.start()).append(MASK);
                done = secret.end();
            }
            from = Math.max(from, done);
        }
        return done == 0
                ? text.toString()
                : masked.append(text, done, text.length()).toString();
    }

    private boolean find(CharSequence text, Matcher matcher, int from) {
        if (notBehind.isEmpty()) {
            return from <= text.length() && matcher.find(from);
        }
        // Most places are within words; to look before each of them in the pattern costs more than all the rest.
        for (int i = from; i < text.length(); i++) {
            if (beginsHere(text, i) && matcher.region(i, text.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    /** Also behind what only looks like a letter: a line break of JSON, a code of a URL, a colour of a terminal. */
    private boolean beginsHere(CharSequence text, int at) {
        if (notBehind.isEmpty() || at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        if (!Extent.isLetterOrDigit(before)) {
            return notBehind.get().indexOf(before) < 0;
        }
        boolean lineBreak = "nrt".indexOf(before) >= 0 && Extent.charAt(text, at - 2) == '\\';
        boolean code = Extent.charAt(text, at - 3) == '%' && Character.digit(before, 16) >= 0;
        return lineBreak || code || before == 'm' && Extent.colour(text, at, Math.max(0, at - 16)) < at;
    }

    /** A rule that is announced where a word begins, and whose whole match is the secret. */
    static RedactionRule whole(String name, String others, String regex) {
        return word(name, others, regex, 0, (text, match, floor) -> List.of(new Span(match.start(), match.end())));
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
