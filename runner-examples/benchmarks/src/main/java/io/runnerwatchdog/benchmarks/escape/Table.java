package io.runnerwatchdog.benchmarks.escape;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** Prints a table that a page can take as it is, row by row: a long run that is broken off has said something. */
final class Table {
    private final PrintStream out;
    private final List<Stopper> stoppers;

    Table(PrintStream out, List<Stopper> stoppers) {
        this.out = out;
        this.stoppers = List.copyOf(stoppers);
    }

    void head() {
        out.println("JDK " + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ", user " + System.getProperty("user.name") + ".");
        out.println();
        out.println(
                "Cells: the most survivors in one round, in how many of the rounds there were any; median / P99 of the"
                        + " time from the limit until the call returned; calls that were given up after "
                        + Round.CAP.toSeconds() + " s; calls that saw an exit and no limit.");
        out.println();
        out.println("| case | | " + stoppers.stream().map(Stopper::name).collect(Collectors.joining(" | ")) + " |");
        out.println("|---|---|" + "---|".repeat(stoppers.size()));
        out.flush();
    }

    void row(Case played, List<Tally> tallies) {
        line(played, tallies.stream().map(Tally::cell).collect(Collectors.joining(" | ")));
    }

    void skipped(Case played, String why) {
        line(played, "skipped: " + why + " |".repeat(stoppers.size() - 1));
    }

    private void line(Case played, String cells) {
        out.println("| `" + played.id() + "` | " + played.title() + " | " + cells + " |");
        out.flush();
    }
}
