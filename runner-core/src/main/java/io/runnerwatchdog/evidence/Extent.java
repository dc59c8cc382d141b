package io.runnerwatchdog.evidence;

import static io.runnerwatchdog.evidence.RedactionRule.MASK;

import io.runnerwatchdog.evidence.RedactionRule.Span;
import java.util.List;

/** How far a value reaches in text that may be a command, a setting, JSON, or JSON within JSON. */
final class Extent {
    /** What may follow the quote that closes the text around a value. */
    private static final String AFTER_CLOSING = ",;:)]}>|&\\";

    private Extent() {}

    /** The value that begins here: a quoted text without its quotes, or all up to the next blank or closing quote. */
    static List<Span> word(CharSequence text, int at) {
        int quote = openingQuote(text, at);
        return quote >= 0 ? quoted(text, at, quote) : RedactionRule.span(at, bareEnd(text, at));
    }

    /** Behind the value that {@link #word} finds, its closing quote not included. */
    static int wordEnd(CharSequence text, int at) {
        List<Span> word = word(text, at);
        return word.isEmpty() ? at : word.get(word.size() - 1).end();
    }

    /** Where the quote stands that opens a text here, behind its backslashes or a prefix as of {@code b"…"}; else -1. */
    private static int openingQuote(CharSequence text, int at) {
        int i = at;
        if (i + 1 < text.length() && "bruf$@BRUF".indexOf(text.charAt(i)) >= 0 && isQuote(text.charAt(i + 1))) {
            return i + 1;
        }
        while (i < text.length() && i < at + 8 && text.charAt(i) == '\\') {
            i++;
        }
        return i < text.length() && isQuote(text.charAt(i)) ? i : -1;
    }

    private static List<Span> quoted(CharSequence text, int at, int open) {
        char quote = text.charAt(open);
        int depth = text.charAt(at) == '\\' ? open - at : 0;
        int i = open + 1;
        int backslashes = 0;
        while (i < text.length() && !isLineEnd(text.charAt(i))) {
            char c = text.charAt(i);
            // In plain text an even number of backslashes stands for themselves; in JSON within JSON a quote that is
            // escaped no more often than the opening one closes.
            boolean closes = depth == 0 ? backslashes % 2 == 0 : backslashes <= depth;
            if (c == quote && closes) {
                return RedactionRule.span(open + 1, i - (depth == 0 ? 0 : backslashes));
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
            i++;
        }
        return RedactionRule.span(open + 1, i);
    }

    /** The end of a value without quotes, what surely belongs to the text around it left out. */
    static int bareEnd(CharSequence text, int at) {
        int i = at;
        while (i < text.length() && !endsValue(text, i)) {
            i++;
        }
        return withoutPunctuation(text, at, i);
    }

    private static boolean endsValue(CharSequence text, int i) {
        char c = text.charAt(i);
        char next = i + 1 < text.length() ? text.charAt(i + 1) : '\n';
        return switch (c) {
            case '"', '\'' ->
                isBlank(next) || isQuote(next) || AFTER_CLOSING.indexOf(next) >= 0 || endsWithMask(text, i);
            case ',' -> isQuote(next) || next == '\\' && isQuote(charAt(text, i + 2));
            case '}' -> next == ',' || next == '}' || next == ']';
            case '<' -> next == '/';
            default -> isBlank(c);
        };
    }

    /** A comma or bracket at the end is of the sentence, backslashes are of the quote behind them. */
    private static int withoutPunctuation(CharSequence text, int start, int end) {
        int i = end;
        boolean quoteFollows = end < text.length() && isQuote(text.charAt(end));
        while (i > start && !endsWithMask(text, i) && isOfTheSentence(text.charAt(i - 1), quoteFollows)) {
            i--;
        }
        return i;
    }

    private static boolean isOfTheSentence(char c, boolean quoteFollows) {
        return ",;)}]".indexOf(c) >= 0 || c == '\\' && quoteFollows;
    }

    private static boolean endsWithMask(CharSequence text, int end) {
        return end >= MASK.length()
                && text.charAt(end - 1) == ']'
                && MASK.contentEquals(text.subSequence(end - MASK.length(), end));
    }

    static int lineEnd(CharSequence text, int at) {
        int i = at;
        while (i < text.length() && !isLineEnd(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static int skipBlanks(CharSequence text, int at) {
        int i = at;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    /** Where the colour of a terminal begins that ends here; the end itself where there is none. */
    static int colour(CharSequence text, int end, int limit) {
        int i = end - 1;
        while (i > limit && (Character.isDigit(text.charAt(i - 1)) || text.charAt(i - 1) == ';')) {
            i--;
        }
        return i - 2 >= limit && text.charAt(i - 1) == '[' && text.charAt(i - 2) == '\u001B' ? i - 2 : end;
    }

    /** The character here; the end of a line where the text is over. */
    static char charAt(CharSequence text, int at) {
        return at >= 0 && at < text.length() ? text.charAt(at) : '\n';
    }

    static boolean startsWith(CharSequence text, int at, String what) {
        return at >= 0
                && at + what.length() <= text.length()
                && what.contentEquals(text.subSequence(at, at + what.length()));
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c);
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    static boolean isLetterOrDigit(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }
}
