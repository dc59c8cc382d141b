package io.runnerwatchdog.benchmarks.diagnosis;

import java.io.PrintStream;
import java.util.Locale;

/** Prints what was measured as tables that a page can take as they are. */
final class Sheet {
    private final PrintStream out;

    Sheet(PrintStream out) {
        this.out = out;
    }

    void head() {
        out.println("JDK " + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + "; median / P95, warm.");
        out.flush();
    }

    void looks() {
        table(
                "one diagnosis of a tree whose threads wait in recv, futex and read",
                "tree",
                "threads looked at",
                "look, ms",
                "µs per thread",
                "shared look, ms",
                "chain and classifiers, ms",
                "KiB allocated",
                "one glance, µs");
    }

    void row(Looks.Row row) {
        line(
                row.shape().title(),
                Long.toString(row.threads()),
                spread(row.look(), 1),
                number(row.look().median() * 1e3 / row.threads()),
                spread(row.shared(), 1),
                spread(row.judgement(), 1),
                Long.toString(row.bytes() / 1024),
                spread(row.glance(), 1e3));
    }

    void parts() {
        table("what a look is made of, on this machine", "read", "µs");
    }

    void row(String what, Timing timing) {
        line(what, spread(timing, 1e3));
    }

    void dumps() {
        table("one thread dump of a JVM", "its own threads", "the first, ms", "each after it, ms");
    }

    void row(Dumps.Row row) {
        line(Integer.toString(row.threads()), spread(row.first(), 1), spread(row.next(), 1));
    }

    void shares(int runs, long seconds) {
        table(
                runs + " runs, each stalling once in " + seconds + " s",
                "child",
                "% of a core",
                "% where they are cancelled",
                "% where others end them",
                "CPU ms per diagnosis",
                "CPU ms per stop");
    }

    void row(Shares.Row row) {
        line(
                row.child().title(),
                number(100 * row.stalling().ofACore()),
                number(100 * row.cancelled().ofACore()),
                number(100 * row.ending().ofACore()),
                number(row.millisPerDiagnosis()),
                number(row.millisPerStop()));
    }

    private void table(String title, String... heads) {
        out.println();
        out.println("**" + title + "**");
        out.println();
        line(heads);
        out.println("|---|" + "---:|".repeat(heads.length - 1));
        out.flush();
    }

    private void line(String... cells) {
        out.println("| " + String.join(" | ", cells) + " |");
        out.flush();
    }

    private static String spread(Timing timing, double factor) {
        return number(timing.median() * factor) + " / " + number(timing.p95() * factor);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
    }
}
