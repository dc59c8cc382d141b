package io.runnerwatchdog.evidence;

import io.runnerwatchdog.evidence.RedactionRule.Span;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Values of settings with a telling name: {@code name=value}, {@code "name": "value"}, in YAML, XML and code. */
final class SettingRules {
    /** How many quotes, brackets, backslashes and blanks may stand between a name and its sign. */
    private static final int MOST_CLOSERS = 24;

    /** A value that is longer is taken for a secret without being looked at: what is looked at and left is bounded. */
    private static final int LONGEST_HARMLESS = 256;

    static final RedactionRule SETTING =
            new RedactionRule("setting", Pattern.compile(":=|=>|==?+=?+|:|%3[Dd]"), SettingRules::setting);

    static final RedactionRule ELEMENT = new RedactionRule(
            "element",
            Pattern.compile("<([A-Za-z][A-Za-z0-9_:.-]{0,63}+)(?:[ \\t][^<>\\n]{0,200}+)?>(?=[^<\\s])"),
            SettingRules::element);

    /** A name and its value side by side: {@code "name": "DB_PASSWORD", "value": "…"}. */
    static final RedactionRule PAIR = new RedactionRule(
            "pair",
            Pattern.compile(
                    "(?<![a-z])(?:name|key)\\\\?[\"']?[ \\t]{0,4}+[:=][ \\t]{0,4}+\\\\?[\"']?"
                            + "([a-z_][a-z0-9_.-]{0,63}+)\\\\?[\"']?(?:[\\s,]{1,40}+\\\\?[\"']?value\\\\?[\"']?"
                            + "[ \\t]{0,4}+[:=][ \\t]{0,4}+|[ \\t]{0,4}+>)(?=\\S)",
                    Pattern.CASE_INSENSITIVE),
            SettingRules::pair);

    private SettingRules() {}

    private static List<Span> setting(CharSequence text, MatchResult match, int floor) {
        int sign = match.start() > floor && "?+".indexOf(text.charAt(match.start() - 1)) >= 0
                ? match.start() - 1
                : match.start();
        int nameEnd = beforeClosers(text, sign, floor);
        int nameStart = nameStart(text, nameEnd, floor);
        if (nameStart == nameEnd) {
            return RedactionRule.none();
        }
        SettingName name = new SettingName(text, nameStart, nameEnd, sign);
        int at = Extent.skipBlanks(text, match.end());
        boolean telling = name.tells() || name.hints();
        return telling && !Extent.isLineEnd(Extent.charAt(text, at)) && isAssignment(text, match, at)
                ? value(text, name, match, at)
                : RedactionRule.none();
    }

    /** Whether a value follows, and not the other side of a comparison, a function, or a name within a name space. */
    private static boolean isAssignment(CharSequence text, MatchResult match, int at) {
        return switch (match.group()) {
            case "=", ":=" -> true;
            case ":" -> Extent.charAt(text, match.end()) != ':' && !Extent.startsWith(text, match.end(), "//");
            case "=>", "==", "===" -> Extent.isQuote(text.charAt(at));
            default -> true;
        };
    }

    private static List<Span> value(CharSequence text, SettingName name, MatchResult match, int at) {
        boolean colon = match.group().equals(":");
        boolean query = name.isInQuery() || match.group().startsWith("%");
        int start = colon ? behindType(text, at) : at;
        List<Span> value = query ? RedactionRule.span(at, queryEnd(text, at)) : Extent.word(text, start);
        if (value.isEmpty()) {
            return value;
        }
        Span span = value.get(0);
        if (colon && isBlockMark(text, span)) {
            return nextLine(text, span.end());
        }
        boolean code = match.group().equals("=")
                && Extent.isBlank(Extent.charAt(text, match.start() - 1))
                && at > match.end()
                && !Extent.isQuote(text.charAt(at));
        boolean sentence = colon && at > match.end() && (name.isProse() || name.isHeadline());
        if (span.end() - span.start() <= LONGEST_HARMLESS
                && Harmless.is(name, text.subSequence(span.start(), span.end()).toString(), sentence, code)) {
            return RedactionRule.none();
        }
        boolean bare = !query && !Extent.isQuote(text.charAt(start)) && text.charAt(start) != '\\';
        return bare ? RedactionRule.span(span.start(), fieldEnd(text, name, span)) : value;
    }

    /** {@code password: |} in YAML: the value begins on the next line. */
    private static boolean isBlockMark(CharSequence text, Span value) {
        boolean mark = "|>".indexOf(text.charAt(value.start())) >= 0;
        return mark && value.end() - value.start() <= 3 && Extent.isLineEnd(Extent.charAt(text, value.end()));
    }

    private static List<Span> nextLine(CharSequence text, int lineEnd) {
        int i = lineEnd;
        while (i < text.length() && Extent.isBlank(text.charAt(i))) {
            i++;
        }
        return RedactionRule.span(i, Extent.lineEnd(text, i));
    }

    /** In a list as {@code Password=a b;Database=c} a value ends at the semicolon, and may hold blanks. */
    private static int fieldEnd(CharSequence text, SettingName name, Span value) {
        for (int i = value.start(); i < value.end(); i++) {
            if (text.charAt(i) == ';' && isField(text, i + 1)) {
                return i;
            }
        }
        if (!name.isField()) {
            return value.end();
        }
        int limit = Math.min(text.length(), value.end() + 128);
        for (int i = value.end();
                i < limit && !Extent.isLineEnd(text.charAt(i)) && !Extent.isQuote(text.charAt(i));
                i++) {
            if (text.charAt(i) == ';') {
                return isField(text, i + 1) ? i : value.end();
            }
        }
        return value.end();
    }

    private static boolean isField(CharSequence text, int at) {
        int i = Extent.skipBlanks(text, at);
        int start = i;
        while (i < text.length()
                && i < start + 40
                && (Extent.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == ' ')) {
            i++;
        }
        return i > start && Extent.charAt(text, i) == '=';
    }

    private static int queryEnd(CharSequence text, int at) {
        int i = at;
        while (i < text.length()
                && "&#\"'<>;".indexOf(text.charAt(i)) < 0
                && !Extent.isBlank(text.charAt(i))
                && !Extent.startsWith(text, i, "%26")
                && !Extent.startsWith(text, i, "\\u0026")) {
            i++;
        }
        return i;
    }

    /** The value of {@code name: Type = value}; the same place where no type stands there. */
    private static int behindType(CharSequence text, int at) {
        int i = at;
        while (i < text.length()
                && i < at + 40
                && (Extent.isLetterOrDigit(text.charAt(i)) || "<>.?[]&|".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        int sign = Extent.skipBlanks(text, i);
        boolean assigned =
                i > at && sign > i && Extent.charAt(text, sign) == '=' && Extent.charAt(text, sign + 1) == ' ';
        int value = Extent.skipBlanks(text, sign + 1);
        return assigned && !Extent.isBlank(Extent.charAt(text, value)) ? value : at;
    }

    private static int beforeClosers(CharSequence text, int end, int floor) {
        int i = end;
        int limit = Math.max(floor, end - MOST_CLOSERS);
        while (i > limit) {
            char c = text.charAt(i - 1);
            if (" \t\"'`\\]".indexOf(c) >= 0) {
                i--;
            } else if (c == 'm' && Extent.colour(text, i, limit) < i) {
                i = Extent.colour(text, i, limit);
            } else {
                return i;
            }
        }
        return i;
    }

    private static int nameStart(CharSequence text, int end, int floor) {
        int i = end;
        int limit = Math.max(floor, end - SecretNames.LONGEST);
        while (i > limit && (Extent.isLetterOrDigit(text.charAt(i - 1)) || "_-.".indexOf(text.charAt(i - 1)) >= 0)) {
            i--;
        }
        // The break of a line in JSON and the code of a character in a URL are no part of the name behind them.
        boolean escape = i > 0 && i < end && text.charAt(i - 1) == '\\' && "nrt".indexOf(text.charAt(i)) >= 0;
        boolean code = i > 0 && i + 1 < end && text.charAt(i - 1) == '%';
        return escape ? i + 1 : code ? i + 2 : behindColour(text, i, end);
    }

    private static int behindColour(CharSequence text, int start, int end) {
        if (Extent.charAt(text, start - 1) != '[' || Extent.charAt(text, start - 2) != '\u001B') {
            return start;
        }
        int i = start;
        while (i < end && Character.isDigit(text.charAt(i))) {
            i++;
        }
        return i < end && text.charAt(i) == 'm' ? i + 1 : start;
    }

    private static List<Span> element(CharSequence text, MatchResult match, int floor) {
        if (!SecretNames.tell(localName(match.group(1)))) {
            return RedactionRule.none();
        }
        int i = match.end();
        while (i < text.length() && text.charAt(i) != '<' && !Extent.isLineEnd(text.charAt(i))) {
            i++;
        }
        // A name in angle brackets without an end is a placeholder, as in "login <token> now".
        return Extent.startsWith(text, i, "</") ? RedactionRule.span(match.end(), i) : RedactionRule.none();
    }

    private static String localName(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    private static List<Span> pair(CharSequence text, MatchResult match, int floor) {
        if (!SecretNames.tell(match.group(1))) {
            return RedactionRule.none();
        }
        if (text.charAt(match.end() - 1) != '>') {
            return Extent.word(text, match.end());
        }
        int i = match.end();
        while (i < text.length() && text.charAt(i) != '<' && !Extent.isLineEnd(text.charAt(i))) {
            i++;
        }
        return RedactionRule.span(match.end(), i);
    }
}
