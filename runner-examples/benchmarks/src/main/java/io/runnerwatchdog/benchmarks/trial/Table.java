package io.runnerwatchdog.benchmarks.trial;

import java.io.PrintStream;
import java.util.List;

/** Prints outcomes as tables that a page can take as they are. */
final class Table {
    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
    }

    void head() {
        out.println("JDK " + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ".");
        out.flush();
    }

    void print(Trial trial, Outcome outcome) {
        out.println();
        out.println("**" + trial.id() + ": " + trial.title() + "**");
        out.println();
        out.println("| | |");
        out.println("|---|---:|");
        for (Outcome.Row row : outcome.rows()) {
            line(row.what(), row.figure());
        }
        line("**verdict**", verdict(outcome.misses()));
        out.flush();
    }

    private static String verdict(List<String> misses) {
        return misses.isEmpty() ? "passed" : "missed: " + String.join("; ", misses);
    }

    private void line(String what, String figure) {
        out.println("| " + cell(what) + " | " + cell(figure) + " |");
    }

    /** Whatever an exception says, it stays in its cell. */
    private static String cell(String text) {
        return text.replace('|', '/').replaceAll("\\s+", " ");
    }
}
