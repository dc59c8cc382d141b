package io.runnerwatchdog.policy;

/** A place in a text that is read from left to right. Behind the end there are only zeros. */
final class Cursor {
    private static final char NOTHING = '\0';
    /** Such as {@code ${IFS%??}}. */
    private static final int LONGEST_SEPARATOR = 16;

    private final String text;
    private final Allowance allowance;
    private int at;

    Cursor(String text, Allowance allowance) {
        this.text = text;
        this.allowance = allowance;
    }

    /** How many characters may still be looked at; a guard against a reader that turns in circles. */
    static final class Allowance {
        private static final long LOOKS_PER_CHARACTER = 64;
        private static final long LOOKS_AT_LEAST = 4096;

        private long left;

        Allowance(int length) {
            left = LOOKS_AT_LEAST + LOOKS_PER_CHARACTER * length;
        }

        boolean isUsedUp() {
            return left < 0;
        }
    }

    boolean ended() {
        return at >= text.length() || allowance.isUsedUp();
    }

    int at() {
        return at;
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        allowance.left--;
        return at + ahead < text.length() ? text.charAt(at + ahead) : NOTHING;
    }

    char next() {
        char found = peek();
        at = Math.min(at + 1, text.length());
        return found;
    }

    void skip(int count) {
        at = Math.min(at + count, text.length());
    }

    void goToEnd() {
        at = text.length();
    }

    String since(int start) {
        allowance.left -= at - start;
        return text.substring(start, at);
    }

    /** Reads the rest of the line, and the end of the line with it. */
    String line() {
        int start = at;
        int end = text.indexOf('\n', start);
        at = end < 0 ? text.length() : end;
        String line = since(start);
        skip(1);
        return line;
    }

    /** Goes to the end of the line, and stays before it. */
    void skipComment() {
        while (!ended() && peek() != '\n') {
            skip(1);
        }
    }

    void skipBlanks() {
        while (!ended()) {
            if (peek() == ' ' || peek() == '\t' || peek() == '\r') {
                skip(1);
            } else if (peek() == '\\' && peek(1) == '\n') {
                skip(2);
            } else if (separatorLength() > 0) {
                skip(separatorLength());
            } else {
                return;
            }
        }
    }

    void skipBlanksAndNewlines() {
        skipBlanks();
        while (!ended() && peek() == '\n') {
            skip(1);
            skipBlanks();
        }
    }

    /** The length of {@code $IFS} at this place, which stands for a blank; 0 where there is none. */
    int separatorLength() {
        if (peek() != '$') {
            return 0;
        }
        if (text.startsWith("$IFS", at)) {
            char after = peek(4);
            return Character.isLetterOrDigit(after) || after == '_' ? 0 : 4;
        }
        if (text.startsWith("${IFS", at) && "}:%#".indexOf(peek(5)) >= 0) {
            int end = text.substring(at, Math.min(text.length(), at + LONGEST_SEPARATOR))
                    .indexOf('}');
            return end + 1;
        }
        return 0;
    }
}
