package io.runnerwatchdog.policy;

import io.runnerwatchdog.policy.PatternNode.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Reads the part of the language of regular expressions that can be matched without going back. Not thread-safe. */
final class PatternParser {
    private static final int DEEPEST = 50;
    private static final int MOST_REPETITIONS = 1000;
    private static final String IGNORING_CASE = "(?i)";
    private static final String NOT_SUPPORTED = " is not supported, since it cannot be matched in linear time";

    private final String pattern;
    private final boolean ignoringCase;
    private int at;
    private int depth;

    PatternParser(String pattern) {
        this.pattern = pattern;
        this.ignoringCase = pattern.startsWith(IGNORING_CASE);
        this.at = ignoringCase ? IGNORING_CASE.length() : 0;
    }

    PatternNode parse() {
        PatternNode all = choice();
        if (at < pattern.length()) {
            throw problem("\")\" closes nothing");
        }
        return all;
    }

    private IllegalArgumentException problem(String what) {
        return new IllegalArgumentException(what + ", at character " + (at + 1) + " of the expression");
    }

    private boolean isNext(char wanted) {
        return at < pattern.length() && pattern.charAt(at) == wanted;
    }

    private boolean take(String wanted) {
        boolean there = pattern.startsWith(wanted, at);
        at += there ? wanted.length() : 0;
        return there;
    }

    private char next(String ifNone) {
        if (at >= pattern.length()) {
            throw problem(ifNone);
        }
        return pattern.charAt(at++);
    }

    private PatternNode choice() {
        List<PatternNode> parts = new ArrayList<>();
        do {
            parts.add(sequence());
        } while (take("|"));
        return parts.size() == 1 ? parts.get(0) : new PatternNode.Choice(parts);
    }

    private PatternNode sequence() {
        List<PatternNode> parts = new ArrayList<>();
        while (at < pattern.length() && !isNext('|') && !isNext(')')) {
            parts.add(repeated(atom()));
        }
        return new PatternNode.Sequence(parts);
    }

    private PatternNode atom() {
        char here = next("something is missing");
        return switch (here) {
            case '(' -> group();
            case '[' -> new PatternNode.One(cased(characterClass()));
            case '.' -> new PatternNode.One(found -> found != '\n');
            case '^' -> new PatternNode.Place(Boundary.START);
            case '$' -> new PatternNode.Place(Boundary.END);
            case '\\' -> escape();
            case '*', '+', '?', '{' -> {
                at--;
                throw problem("\"" + here + "\" repeats nothing");
            }
            default -> new PatternNode.One(cased(found -> found == here));
        };
    }

    private IntPredicate cased(IntPredicate kind) {
        return ignoringCase
                ? found -> kind.test(found)
                        || kind.test(Character.toLowerCase(found))
                        || kind.test(Character.toUpperCase(found))
                : kind;
    }

    private PatternNode group() {
        if (isNext('?') && !take("?:")) {
            throw problem("\"(?\" other than \"(?:\"" + NOT_SUPPORTED);
        }
        if (++depth > DEEPEST) {
            throw problem("groups are nested more than " + DEEPEST + " deep");
        }
        PatternNode inside = choice();
        depth--;
        if (!take(")")) {
            throw problem("a group is not closed");
        }
        return inside;
    }

    private PatternNode escape() {
        char kind = next("a backslash with nothing behind it");
        if (kind == 'b' || kind == 'B') {
            return new PatternNode.Place(kind == 'b' ? Boundary.WORD : Boundary.INSIDE);
        }
        return new PatternNode.One(cased(escaped(kind)));
    }

    private IntPredicate escaped(char kind) {
        return switch (kind) {
            case 'd' -> PatternParser::isDigit;
            case 'D' -> found -> !isDigit(found);
            case 'w' -> Boundary::isWord;
            case 'W' -> found -> !Boundary.isWord(found);
            case 's' -> PatternParser::isBlank;
            case 'S' -> found -> !isBlank(found);
            case 't' -> found -> found == '\t';
            case 'n' -> found -> found == '\n';
            case 'r' -> found -> found == '\r';
            default -> {
                if (Boundary.isWord(kind)) {
                    at--;
                    throw problem("\"\\" + kind + "\"" + NOT_SUPPORTED);
                }
                yield found -> found == kind;
            }
        };
    }

    private static boolean isDigit(int found) {
        return found >= '0' && found <= '9';
    }

    private static boolean isBlank(int found) {
        return " \t\n\u000b\f\r".indexOf(found) >= 0;
    }

    private IntPredicate characterClass() {
        boolean negated = take("^");
        IntPredicate all = found -> false;
        for (boolean first = true; first || !isNext(']'); first = false) {
            char here = next("a class is not closed");
            if (here == '[' || here == '&' && isNext('&')) {
                at--;
                throw problem("a class inside a class is not supported");
            }
            IntPredicate kind = here == '\\' ? escaped(next("a class is not closed")) : found -> found == here;
            boolean isRange = isNext('-') && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']';
            all = all.or(isRange && here != '\\' ? rangeFrom(here) : kind);
        }
        at++;
        return negated ? all.negate() : all;
    }

    private IntPredicate rangeFrom(char low) {
        at++;
        char high = next("a class is not closed");
        if (high == '\\') {
            high = next("a class is not closed");
        }
        if (high < low) {
            at--;
            throw problem("a range ends before it begins");
        }
        char last = high;
        return found -> found >= low && found <= last;
    }

    private PatternNode repeated(PatternNode part) {
        PatternNode repeated = part;
        if (take("*")) {
            repeated = new PatternNode.Repeat(part, 0, PatternNode.ENDLESS);
        } else if (take("+")) {
            repeated = new PatternNode.Repeat(part, 1, PatternNode.ENDLESS);
        } else if (take("?")) {
            repeated = new PatternNode.Repeat(part, 0, 1);
        } else if (take("{")) {
            repeated = counted(part);
        } else {
            return part;
        }
        // Lazy or not makes no difference to whether there is a match.
        take("?");
        if (isNext('*') || isNext('+') || isNext('?') || isNext('{')) {
            throw problem("a repetition of a repetition" + NOT_SUPPORTED);
        }
        return repeated;
    }

    private PatternNode counted(PatternNode part) {
        int least = number();
        int most = least;
        if (take(",")) {
            most = isNext('}') ? PatternNode.ENDLESS : number();
        }
        if (!take("}")) {
            throw problem("a number of repetitions is not closed");
        }
        if (most < least) {
            throw problem("fewer repetitions at most than at least");
        }
        return new PatternNode.Repeat(part, least, most);
    }

    private int number() {
        int start = at;
        while (at < pattern.length() && isDigit(pattern.charAt(at)) && at - start < 5) {
            at++;
        }
        int number = at == start ? -1 : Integer.parseInt(pattern, start, at, 10);
        if (number < 0 || number > MOST_REPETITIONS) {
            throw problem("expected a number of repetitions from 0 to " + MOST_REPETITIONS);
        }
        return number;
    }
}
