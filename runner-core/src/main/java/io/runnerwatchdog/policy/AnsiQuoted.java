package io.runnerwatchdog.policy;

/** The text between {@code $'} and {@code '}, in which a backslash begins the name of a character. */
final class AnsiQuoted {
    private static final String NAMES = "abefnrtvE";
    private static final String CHARACTERS = "\u0007\b\u001b\f\n\r\t\u000b\u001b";

    private AnsiQuoted() {}

    /** Reads up to the quote, and over it. */
    static void read(Cursor cursor, StringBuilder word) {
        while (!cursor.ended()) {
            char here = cursor.next();
            if (here == '\'') {
                return;
            }
            if (here == '\\' && !cursor.ended()) {
                readEscape(cursor, word);
            } else {
                word.append(here);
            }
        }
    }

    private static void readEscape(Cursor cursor, StringBuilder word) {
        char kind = cursor.peek();
        if (kind >= '0' && kind <= '7') {
            appendCode(cursor, word, 8, 3);
            return;
        }
        cursor.skip(1);
        switch (kind) {
            case 'x' -> appendCode(cursor, word, 16, 2);
            case 'u' -> appendCode(cursor, word, 16, 4);
            case 'U' -> appendCode(cursor, word, 16, 8);
            case 'c' -> word.append((char) (cursor.next() & 0x1f));
            default -> {
                int named = NAMES.indexOf(kind);
                word.append(named < 0 ? kind : CHARACTERS.charAt(named));
            }
        }
    }

    private static void appendCode(Cursor cursor, StringBuilder word, int radix, int most) {
        long code = 0;
        for (int digits = 0; digits < most && Character.digit(cursor.peek(), radix) >= 0; digits++) {
            code = code * radix + Character.digit(cursor.next(), radix);
        }
        if (code > 0 && code <= Character.MAX_CODE_POINT) {
            word.appendCodePoint((int) code);
        }
    }
}
