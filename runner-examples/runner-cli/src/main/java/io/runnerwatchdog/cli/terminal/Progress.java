package io.runnerwatchdog.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells a person on a terminal how far long work has come: in one line that is written over, not before a second has
 * passed, ten times a second at most. To files and pipes it says nothing. Thread-safe; without a thread of its own.
 */
public final class Progress implements AutoCloseable {
    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();
    private static final long BETWEEN = Duration.ofMillis(100).toNanos();
    private static final String TO_LINE_START = "\r";
    private static final String CLEAR_TO_LINE_END = "\u001b[K";

    private final PrintWriter err;
    private final Optional<Screen> screen;
    private final String what;
    private final LongSupplier nanos;
    private long next;
    private boolean shown;

    Progress(PrintWriter err, String what, LongSupplier nanos) {
        this.err = err;
        this.screen = err instanceof Screen one && one.canRewrite() ? Optional.of(one) : Optional.empty();
        this.what = what;
        this.nanos = nanos;
        this.next = nanos.getAsLong() + PATIENCE;
    }

    /** @param what the work, such as {@code "reading the evidence"} */
    public static Progress on(PrintWriter err, String what) {
        return new Progress(err, what, System::nanoTime);
    }

    /** So many are done, of a number that is not known. */
    public void at(long done) {
        show(done, 0);
    }

    /** So many of all are done. */
    public void at(long done, long all) {
        show(done, Math.max(1, all));
    }

    private synchronized void show(long done, long all) {
        if (screen.isEmpty() || nanos.getAsLong() - next < 0) {
            return;
        }
        next = nanos.getAsLong() + BETWEEN;
        shown = true;
        String text = all == 0
                ? String.format(Locale.ROOT, "%s: %,d", what, done)
                : String.format(Locale.ROOT, "%s: %,d of %,d (%d %%)", what, done, all, 100 * done / all);
        // One column is left free: some terminals begin a new line at the last one.
        String fitting = TextWidth.cut(
                Table.clean(text),
                screen.get().width().orElseThrow() - 1,
                screen.get().ellipsis());
        err.print(TO_LINE_START + fitting + CLEAR_TO_LINE_END);
        err.flush();
    }

    /** Prints a line that stays; to files and pipes too. */
    public synchronized void say(String line) {
        clear();
        err.println(Table.clean(line));
        err.flush();
    }

    private void clear() {
        if (shown) {
            err.print(TO_LINE_START + CLEAR_TO_LINE_END);
            err.flush();
            shown = false;
        }
    }

    /** Takes its line away. */
    @Override
    public synchronized void close() {
        clear();
    }
}
