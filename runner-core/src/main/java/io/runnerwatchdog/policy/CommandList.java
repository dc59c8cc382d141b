package io.runnerwatchdog.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the commands between two parentheses, or those of a whole line. The shell's own words are separators to it: it
 * wants every command that may run, not when. Not thread-safe.
 */
final class CommandList {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+(\\[[^\\]]*+\\])?+\\+?=.*", Pattern.DOTALL);
    private static final Pattern DESCRIPTOR = Pattern.compile("\\d{1,9}");

    private final ShellText text;
    private final Cursor cursor;
    private final WordReader words;
    private final PassedWords passed;
    /** The words of the command that is being read. */
    private final List<Word> command = new ArrayList<>();
    /** How many {@code if}, {@code while}, {@code {} and so on are open. */
    private int compounds;

    private int cases;
    private boolean patternIsNext;
    /** Whether what comes next runs in any case, in this shell itself. */
    private boolean unconditional = true;

    CommandList(ShellText text) {
        this.text = text;
        this.cursor = text.cursor;
        this.words = new WordReader(text);
        this.passed = new PassedWords(text, words);
    }

    void readAll() {
        while (!cursor.ended()) {
            readTo(false);
        }
    }

    /** Reads up to the closing parenthesis, and over it. */
    void readToParenthesis() {
        readTo(true);
    }

    private void readTo(boolean parenthesis) {
        while (true) {
            cursor.skipBlanks();
            if (cursor.ended()) {
                break;
            }
            if (patternIsNext) {
                readCasePattern();
            } else if (parenthesis && cursor.peek() == ')') {
                cursor.skip(1);
                break;
            } else {
                readNext();
            }
        }
        endCommand();
    }

    private void readNext() {
        switch (cursor.peek()) {
            case '\n' -> {
                cursor.skip(1);
                // Behind an operator the line goes on: a && <newline> f() { ...
                unconditional |= !command.isEmpty();
                endCommand();
                text.readHereDocuments();
            }
            case ';', '&', '|' -> readOperator();
            case '#' -> cursor.skipComment();
            case '(' -> readParenthesis();
            case ')' -> {
                cursor.skip(1);
                endCommand();
            }
            case '<', '>' -> {
                if (cursor.peek(1) == '(') {
                    readWord();
                } else {
                    readRedirection();
                }
            }
            default -> readWord();
        }
    }

    private void endCommand() {
        if (!command.isEmpty()) {
            text.add(new Statement.Simple(command));
            command.clear();
        }
    }

    private void readOperator() {
        char operator = cursor.next();
        if (operator == '&' && cursor.peek() == '>' && text.extended) {
            readRedirection();
            return;
        }
        if (command.isEmpty() && operator != ';' && cursor.peek() != operator) {
            text.add(new Statement.Forgotten());
        }
        endCommand();
        boolean endsCase = operator == ';' && (cursor.peek() == ';' || cursor.peek() == '&');
        while (cursor.peek() == operator || operator != '&' && cursor.peek() == '&') {
            cursor.skip(1);
        }
        if (endsCase && cases > 0) {
            patternIsNext = true;
        }
        unconditional = operator == ';';
    }

    private void readParenthesis() {
        cursor.skip(1);
        if (command.size() == 1 && closesAtOnce()) {
            define(command.remove(0).text());
            return;
        }
        boolean arithmetic = command.isEmpty() && text.extended && cursor.peek() == '(';
        endCommand();
        if (arithmetic) {
            cursor.skip(1);
            words.readArithmetic();
        } else {
            text.nested(() -> new CommandList(text).readToParenthesis());
        }
    }

    private boolean closesAtOnce() {
        cursor.skipBlanks();
        if (cursor.peek() != ')') {
            return false;
        }
        cursor.skip(1);
        return true;
    }

    /** A function counts only where no condition, pipe or subshell can keep the shell from defining it. */
    private void define(String name) {
        if (unconditional && compounds == 0 && text.isOutermost()) {
            text.add(new Statement.Definition(name));
        }
    }

    private void readRedirection() {
        char first = cursor.next();
        if (first == '<' && cursor.peek() == '<' && cursor.peek(1) != '<') {
            cursor.skip(1);
            boolean indented = cursor.peek() == '-';
            cursor.skip(indented ? 1 : 0);
            cursor.skipBlanks();
            text.expectHereDocument(words.read(), indented);
            return;
        }
        // At most two more: <<<, &>>, >>, >&, >|, <>, <&.
        for (int more = 0; more < 2 && "<>&|".indexOf(cursor.peek()) >= 0 && cursor.peek(1) != '('; more++) {
            cursor.skip(1);
        }
        cursor.skipBlanks();
        words.read();
    }

    private void readWord() {
        Word word = words.read();
        boolean afterwardsAngle = cursor.peek() == '<' || cursor.peek() == '>';
        if (afterwardsAngle && word.plain() && DESCRIPTOR.matcher(word.text()).matches()) {
            return;
        }
        boolean assignment = ASSIGNMENT.matcher(word.source()).matches();
        if (assignment && cursor.peek() == '(') {
            passed.passArray();
        }
        if (!command.isEmpty()) {
            command.add(word);
        } else if (!assignment && !(word.plain() && readKeyword(word.text()))) {
            command.add(word);
        }
    }

    /** Whether it was a word of the shell's language, which then is dealt with. */
    private boolean readKeyword(String word) {
        switch (word) {
            case "if", "while", "until", "{" -> compounds++;
            case "fi", "done", "}" -> compounds--;
            case "then", "elif", "else", "do", "!", "coproc" -> {}
            case "esac" -> {
                compounds--;
                cases = Math.max(0, cases - 1);
            }
            case "case" -> readCase();
            case "for", "select", "foreach" -> {
                compounds++;
                passed.passLoopHead();
            }
            case "function" -> readFunctionHead();
            case "time" -> {
                return readTime();
            }
            case "[[" -> {
                // Another shell would run a program of this name, and what stands behind || in it.
                if (text.extended) {
                    passed.passTest();
                }
                return text.extended;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readCase() {
        compounds++;
        cases++;
        cursor.skipBlanks();
        words.read();
        cursor.skipBlanksAndNewlines();
        words.read();
        patternIsNext = true;
    }

    private void readCasePattern() {
        cursor.skipBlanksAndNewlines();
        if (cursor.peek() == '#') {
            cursor.skipComment();
            return;
        }
        boolean first = true;
        while (!cursor.ended()) {
            char here = cursor.peek();
            if (words.isBetweenWords()) {
                cursor.skip(1);
                if (here == ')') {
                    break;
                }
            } else if (words.read().source().equals("esac") && first) {
                readKeyword("esac");
                break;
            } else {
                first = false;
            }
            cursor.skipBlanks();
        }
        patternIsNext = false;
    }

    private void readFunctionHead() {
        cursor.skipBlanks();
        define(words.read().text());
        cursor.skipBlanks();
        if (cursor.peek() == '(') {
            cursor.skip(1);
            closesAtOnce();
        }
    }

    /** With options it may be the program of this name, which is dealt with as such. */
    private boolean readTime() {
        cursor.skipBlanks();
        if (cursor.peek() != '-') {
            return true;
        }
        boolean posix = cursor.peek(1) == 'p' && Character.isWhitespace(cursor.peek(2));
        cursor.skip(posix ? 2 : 0);
        return posix;
    }
}
