package io.runnerwatchdog.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What the readers of one shell line share: where they are, how deep, and what they have found. Not thread-safe. */
final class ShellText {
    /** How deep substitutions may stand in one another, and lines for a shell in lines for a shell. */
    static final int DEEPEST = 16;

    final Cursor cursor;
    /** Whether the shell is one of those that know {@code [[}, {@code ((} and {@code &>}. */
    final boolean extended;

    private final Cursor.Allowance allowance;
    private final Findings findings;
    private final Deque<HereDocument> hereDocuments = new ArrayDeque<>();
    private final int outermost;
    private int depth;

    /** What was found, shared with the texts inside this text. */
    private static final class Findings {
        final List<Statement> statements = new ArrayList<>();
        Optional<String> doubt = Optional.empty();
    }

    private record HereDocument(String delimiter, boolean expanded, boolean indented) {}

    ShellText(String text, boolean extended, int depth) {
        this.allowance = new Cursor.Allowance(text.length());
        this.cursor = new Cursor(text, allowance);
        this.extended = extended;
        this.outermost = depth;
        this.depth = depth;
        this.findings = new Findings();
    }

    private ShellText(String text, ShellText around) {
        this.allowance = around.allowance;
        this.cursor = new Cursor(text, allowance);
        this.extended = around.extended;
        this.outermost = around.outermost;
        this.depth = around.depth;
        this.findings = around.findings;
    }

    /** A text that was cut out of this one, and whose statements belong to it. */
    ShellText inside(String text) {
        return new ShellText(text, this);
    }

    void add(Statement statement) {
        findings.statements.add(statement);
    }

    List<Statement> statements() {
        return List.copyOf(findings.statements);
    }

    /** Why it may mean something else than was found; empty if all is certain. */
    Optional<String> doubt() {
        return allowance.isUsedUp() ? Optional.of("it cannot be read in reasonable time") : findings.doubt;
    }

    void doubt(String why) {
        if (findings.doubt.isEmpty()) {
            findings.doubt = Optional.of(why);
        }
    }

    /** Whether this is no subshell and no substitution. */
    boolean isOutermost() {
        return depth == outermost;
    }

    /** Reads something that stands inside; what is too deep is not read, and neither is the rest. */
    void nested(Runnable reading) {
        if (depth >= DEEPEST) {
            doubt("it is nested more than " + DEEPEST + " deep");
            cursor.goToEnd();
            return;
        }
        depth++;
        reading.run();
        depth--;
    }

    void expectHereDocument(Word delimiter, boolean indented) {
        hereDocuments.add(new HereDocument(delimiter.text(), delimiter.plain(), indented));
    }

    /** Reads the here-documents that were announced in the line that has just ended; they are no commands. */
    void readHereDocuments() {
        while (!hereDocuments.isEmpty()) {
            HereDocument document = hereDocuments.remove();
            StringBuilder body = new StringBuilder();
            while (!cursor.ended()) {
                String line = cursor.line();
                if ((document.indented() ? line.replaceFirst("^\t+", "") : line).equals(document.delimiter())) {
                    break;
                }
                body.append(line).append('\n');
            }
            if (document.expanded()) {
                new WordReader(inside(body.toString())).readExpansions();
            }
        }
    }
}
