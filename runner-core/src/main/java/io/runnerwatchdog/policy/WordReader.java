package io.runnerwatchdog.policy;

/** Reads words: takes quotes off, and reads the commands in substitutions on the way. Not thread-safe. */
final class WordReader {
    private static final String SPECIAL_PARAMETERS = "@*#?-$!0123456789";

    private final ShellText text;
    private final Cursor cursor;
    private final StringBuilder word = new StringBuilder();
    private boolean known;
    private boolean plain;

    WordReader(ShellText text) {
        this.text = text;
        this.cursor = text.cursor;
    }

    private static boolean endsWord(char found) {
        return " \t\r\n;&|<>()".indexOf(found) >= 0;
    }

    /** Whether no word begins at this place. */
    boolean isBetweenWords() {
        return endsWord(cursor.peek()) && !startsSubstitution();
    }

    /** Whether this is {@code <(} or {@code >(}, which is a word though it looks like a redirection. */
    private boolean startsSubstitution() {
        return (cursor.peek() == '<' || cursor.peek() == '>') && cursor.peek(1) == '(';
    }

    /** The word at this place; empty where there is none. */
    Word read() {
        int start = cursor.at();
        word.setLength(0);
        known = true;
        plain = true;
        Wildcards wildcards = new Wildcards();
        while (!cursor.ended() && cursor.separatorLength() == 0) {
            char here = cursor.peek();
            if (startsSubstitution()) {
                cursor.skip(2);
                readCommands();
            } else if (endsWord(here)) {
                break;
            } else if ("\\'\"`$".indexOf(here) >= 0) {
                readQuoted(here);
            } else {
                cursor.skip(1);
                wildcards.see(here);
                word.append(here);
            }
        }
        return new Word(word.toString(), cursor.since(start), known && !wildcards.found, plain);
    }

    /** Reads a text in which only expansions mean something, up to its end. */
    void readExpansions() {
        readDoubleQuoted(false);
    }

    private void readQuoted(char quote) {
        plain = false;
        switch (quote) {
            case '\\' -> {
                cursor.skip(1);
                boolean joinsLines = cursor.peek() == '\n';
                if (joinsLines || cursor.ended()) {
                    cursor.skip(1);
                } else {
                    word.append(cursor.next());
                }
            }
            case '\'' -> readSingleQuoted();
            case '"' -> {
                cursor.skip(1);
                readDoubleQuoted(true);
            }
            case '`' -> readBackticks(false);
            default -> readDollar(false);
        }
    }

    private void readSingleQuoted() {
        cursor.skip(1);
        while (!cursor.ended()) {
            char here = cursor.next();
            if (here == '\'') {
                return;
            }
            word.append(here);
        }
    }

    private void readDoubleQuoted(boolean toQuote) {
        while (!cursor.ended()) {
            char here = cursor.peek();
            if (here == '$') {
                readDollar(true);
            } else if (here == '`') {
                readBackticks(toQuote);
            } else {
                cursor.skip(1);
                if (here == '"' && toQuote) {
                    return;
                }
                boolean escapes = here == '\\' && "$`\"\\\n".indexOf(cursor.peek()) >= 0;
                if (!escapes) {
                    word.append(here);
                } else if (cursor.peek() == '\n') {
                    cursor.skip(1);
                } else {
                    word.append(cursor.next());
                }
            }
        }
    }

    private void readDollar(boolean quoted) {
        char kind = cursor.peek(1);
        if (kind == '\'' && !quoted) {
            cursor.skip(2);
            AnsiQuoted.read(cursor, word);
        } else if (kind == '"' && !quoted) {
            cursor.skip(2);
            readDoubleQuoted(true);
        } else if (kind == '(' && cursor.peek(2) == '(') {
            cursor.skip(3);
            readArithmetic();
        } else if (kind == '(') {
            cursor.skip(2);
            readCommands();
        } else if (kind == '{') {
            cursor.skip(2);
            leaveOut(() -> readBraces(quoted));
        } else if (SPECIAL_PARAMETERS.indexOf(kind) >= 0 || isNamePart(kind)) {
            known = false;
            cursor.skip(2);
            while (isNameStart(kind) && isNamePart(cursor.peek())) {
                cursor.skip(1);
            }
        } else {
            word.append(cursor.next());
        }
    }

    private static boolean isNameStart(char found) {
        return found >= 'a' && found <= 'z' || found >= 'A' && found <= 'Z' || found == '_';
    }

    private static boolean isNamePart(char found) {
        return isNameStart(found) || found >= '0' && found <= '9';
    }

    private void readCommands() {
        known = false;
        plain = false;
        text.nested(() -> new CommandList(text).readToParenthesis());
    }

    /** What an expansion holds does not belong to the word: what it becomes is only known when it runs. */
    private void leaveOut(Runnable expansion) {
        int length = word.length();
        text.nested(expansion);
        word.setLength(length);
        known = false;
    }

    private void readBraces(boolean quoted) {
        while (!cursor.ended()) {
            char here = cursor.peek();
            if (here == '}') {
                cursor.skip(1);
                return;
            }
            if ("\\\"`$".indexOf(here) >= 0 || here == '\'' && !quoted) {
                readQuoted(here);
            } else {
                cursor.skip(1);
            }
        }
    }

    /**
     * Reads what stands behind {@code ((}. Where one parenthesis is closed alone, it was no arithmetic but a subshell
     * in a substitution, and what it ran has been missed.
     */
    void readArithmetic() {
        leaveOut(() -> {
            int open = 2;
            while (!cursor.ended() && open > 0) {
                char here = cursor.peek();
                if ("\\`$".indexOf(here) >= 0) {
                    readQuoted(here);
                    continue;
                }
                cursor.skip(1);
                open += here == '(' ? 1 : here == ')' ? -1 : 0;
                if (here == ')' && open == 1 && cursor.peek() != ')') {
                    text.doubt("it has \"((\" without \"))\", which shells read in different ways");
                }
            }
        });
    }

    private void readBackticks(boolean quoted) {
        cursor.skip(1);
        StringBuilder inner = new StringBuilder();
        while (!cursor.ended()) {
            char here = cursor.next();
            if (here == '`') {
                break;
            }
            char after = cursor.peek();
            boolean escapes = here == '\\' && ("`\\$".indexOf(after) >= 0 || quoted && after == '"');
            inner.append(escapes ? cursor.next() : here);
        }
        known = false;
        text.nested(() -> new CommandList(text.inside(inner.toString())).readAll());
    }

    /** Notices what the shell makes other words of: patterns for file names, and alternatives in braces. */
    private static final class Wildcards {
        private boolean bracket;
        private boolean brace;
        private boolean alternatives;
        private char before;
        boolean found;

        void see(char here) {
            found |= here == '*' || here == '?' || here == ']' && bracket || here == '}' && alternatives;
            bracket |= here == '[';
            brace |= here == '{';
            alternatives |= brace && (here == ',' || here == '.' && before == '.');
            before = here;
        }
    }
}
