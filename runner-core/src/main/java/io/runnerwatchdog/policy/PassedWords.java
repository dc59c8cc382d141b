package io.runnerwatchdog.policy;

/** Passes over words that are no commands, and reads the commands in their substitutions. Not thread-safe. */
final class PassedWords {
    private final Cursor cursor;
    private final WordReader words;

    PassedWords(ShellText text, WordReader words) {
        this.cursor = text.cursor;
        this.words = words;
    }

    /** The values of {@code a=(1 2)}, up to the parenthesis and over it. */
    void passArray() {
        cursor.skip(1);
        while (true) {
            cursor.skipBlanksAndNewlines();
            if (cursor.ended()) {
                return;
            }
            if (!words.isBetweenWords()) {
                words.read();
            } else if (cursor.next() == ')') {
                return;
            }
        }
    }

    /** A test, up to {@code ]]} and over it; what looks like operators in it starts nothing. */
    void passTest() {
        while (true) {
            cursor.skipBlanksAndNewlines();
            if (cursor.ended()) {
                return;
            }
            if (words.isBetweenWords()) {
                cursor.skip(1);
            } else if (words.read().source().equals("]]")) {
                return;
            }
        }
    }

    /** What stands behind {@code for}, up to the commands. */
    void passLoopHead() {
        cursor.skipBlanks();
        if (cursor.peek() == '(' && cursor.peek(1) == '(') {
            cursor.skip(2);
            words.readArithmetic();
            return;
        }
        words.read();
        for (boolean first = true; !cursor.ended(); first = false) {
            cursor.skipBlanks();
            if (words.isBetweenWords() || words.read().source().equals("do") && first) {
                return;
            }
        }
    }
}
