package io.runnerwatchdog.internal.guard;

import io.runnerwatchdog.internal.process.HelperProcess;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.observe.ProcessIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;

/**
 * One small {@code sh} that outlives the host for a moment: it waits for the end of a pipe that only the host holds, and
 * then kills whoever carries a cookie of this watchdog. So a host that is killed, or runs out of memory, leaves nothing
 * behind. It waits without using the processor, ignores what a terminal sends, and is replaced if somebody kills it.
 * Thread-safe.
 */
public final class WatchingGuardian implements Guardian, Runnable {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Path OWN_SESSION = Path.of("/usr/bin/setsid");

    /** What keeps being killed is not wanted here. */
    private static final int MOST_REPLACEMENTS = 20;

    /** A host that runs a short command or two, and is closed, needs none: its start would cost it as much as the command. */
    private static final long START_AFTER = Duration.ofMillis(100).toNanos();

    private static final long REPLACE_AFTER = Duration.ofMillis(50).toNanos();
    private static final Duration END_PATIENCE = Duration.ofSeconds(1);

    /** As many as a pipe takes whole while the guardian is busy. */
    private static final int MOST_NAMED = 1000;

    private final String cookiePrefix;
    private final String alwaysWithout;
    private final Executor pool;
    private final DeadlineClock clock;
    private final Set<String> told = new LinkedHashSet<>();
    private Optional<HelperProcess> guardian = Optional.empty();
    private boolean wanted;
    private boolean closed;
    private int replacements;

    /**
     * @param cookiePrefix how the cookies of the watchdog begin
     * @param cookiesOfAll how those of all watchdogs begin: the guardian carries none, so that none takes it for a run's
     * @param pool where it is started
     */
    public WatchingGuardian(String cookiePrefix, String cookiesOfAll, Executor pool, DeadlineClock clock) {
        this.cookiePrefix = cookiePrefix;
        this.alwaysWithout = cookiesOfAll;
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public void watch() {
        synchronized (this) {
            if (wanted || closed) {
                return;
            }
            wanted = true;
        }
        clock.after(START_AFTER, this);
    }

    /** On the clock's thread: it is time to start one. */
    @Override
    public void run() {
        try {
            pool.execute(this::start);
        } catch (RejectedExecutionException closing) {
            log().debug("closed before a guardian could be started");
        }
    }

    @Override
    public void accept(ProcessIdentity process) {
        tell("+ " + process.pid() + " " + process.startTime());
    }

    @Override
    public void groups(Path prefix) {
        if (prefix.toString().indexOf('\n') < 0) {
            tell("groups " + prefix);
        }
    }

    @Override
    public void marks(String pattern) {
        tell("marks " + pattern);
    }

    private synchronized void tell(String line) {
        if (!closed && told.size() < MOST_NAMED && told.add(line)) {
            if (guardian.isPresent()) {
                guardian.get().send(line);
            }
        }
    }

    private void start() {
        synchronized (this) {
            if (closed) {
                return;
            }
            try {
                HelperProcess helper = HelperProcess.start(argv(), alwaysWithout);
                for (String line : told) {
                    helper.send(line);
                }
                guardian = Optional.of(helper);
                helper.onExit(() -> ended(helper));
            } catch (IOException refused) {
                log().warn(
                                "no guardian could be started; if this host is killed, its runs live on: {}",
                                refused.toString());
            }
        }
    }

    private List<String> argv() {
        List<String> argv = new ArrayList<>();
        if (Files.isExecutable(OWN_SESSION)) {
            // Out of the reach of what is sent to the host's terminal, or to its process group.
            argv.add(OWN_SESSION.toString());
        }
        argv.addAll(List.of(SHELL.toString(), "-c", script(), NAME, cookiePrefix));
        return argv;
    }

    private static String script() {
        try (InputStream in = WatchingGuardian.class.getResourceAsStream("guardian.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("the guardian's script cannot be read from this jar", broken);
        }
    }

    private void ended(HelperProcess helper) {
        synchronized (this) {
            if (closed || guardian.filter(now -> now == helper).isEmpty()) {
                return;
            }
            guardian = Optional.empty();
            replacements++;
        }
        helper.closeInput();
        if (replacements > MOST_REPLACEMENTS) {
            log().warn("the guardian was killed {} times and is not replaced any more", replacements);
            return;
        }
        log().warn("the guardian (process {}) was killed by somebody; it is replaced", helper.pid());
        clock.after(REPLACE_AFTER, this);
    }

    /** The process number of the one there is now. */
    public synchronized Optional<Long> pid() {
        return guardian.map(HelperProcess::pid);
    }

    @Override
    public void close() {
        Optional<HelperProcess> last;
        synchronized (this) {
            closed = true;
            last = guardian;
            guardian = Optional.empty();
        }
        if (last.isPresent()) {
            last.get().send("bye");
            try {
                last.get().end(END_PATIENCE);
            } catch (InterruptedException kept) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Logger log() {
        return Logs.of(WatchingGuardian.class);
    }
}
