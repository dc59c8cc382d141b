package io.runnerwatchdog.evidence;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends what happens to runs to the file {@code stall-events.jsonl}, one JSON object a line. Thread-safe; several
 * logs and several JVMs may share one file.
 *
 * <ul>
 *   <li>A line is in the hands of the operating system when {@link #onEvent} returns: it outlives this JVM, however
 *       that dies. It is not forced to the disk, so it need not outlive a power failure: forcing can block for long,
 *       just when a step stalls because the disk does, and a stall is written down before anything is killed.
 *   <li>A line that cannot be written waits in memory: 10,000 lines or 16 MiB at most, then the oldest are lost and
 *       counted. It is tried again before the next line and by {@link #close()}.
 *   <li>Directory and file are created for their owner alone, when the first line is written and again whenever they
 *       are gone. The file must not be a symbolic link.
 *   <li>Texts are redacted and bounded; no line is longer than 64 KiB.
 *   <li>A started run and a failure of foreign code leave no line.
 * </ul>
 *
 * <pre>{@code
 * try (EvidenceLog evidence = EvidenceLog.in(Path.of("evidence/runner"));
 *         Watchdog watchdog = Watchdog.builder().listener(evidence).build()) {
 *     watchdog.run(Command.of("make"));
 * }
 * }</pre>
 */
public final class EvidenceLog implements RunListener, AutoCloseable {
    /** The name of the file within its directory. */
    public static final String FILE_NAME = "stall-events.jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceLog.class);
    private static final int MAX_PENDING_LINES = 10_000;
    private static final long MAX_PENDING_BYTES = 16L * 1024 * 1024;

    private final Path path;
    private final LineFormat format;
    private final Object lock = new Object();
    // The three below are guarded by the lock.
    private final AppendedFile file;
    private final Backlog backlog;
    private boolean closed;

    EvidenceLog(Path directory, Redactor redactor, Backlog backlog) {
        // Absolute from the start: the place must not depend on anything that changes later.
        path = Objects.requireNonNull(directory, "directory").toAbsolutePath().resolve(FILE_NAME);
        format = new LineFormat(Objects.requireNonNull(redactor, "redactor"));
        file = new AppendedFile(path);
        this.backlog = backlog;
    }

    /** A log in this directory that masks what {@link Redactor#standard()} knows. Touches no file yet. */
    public static EvidenceLog in(Path directory) {
        return in(directory, Redactor.standard());
    }

    /** A log in this directory that masks what {@code redactor} knows. Touches no file yet. */
    public static EvidenceLog in(Path directory, Redactor redactor) {
        return new EvidenceLog(directory, redactor, new Backlog(MAX_PENDING_LINES, MAX_PENDING_BYTES));
    }

    /**
     * Writes the event's line, and before it those that wait. After {@link #close()} too, since evidence is worth more
     * than tidiness; the file is then opened for each line.
     *
     * @throws EvidenceWriteException if it cannot be written now; it waits in memory then
     */
    @Override
    public void onEvent(RunEvent event) {
        Optional<byte[]> line = format.format(Objects.requireNonNull(event, "event"));
        if (line.isEmpty()) {
            return;
        }
        synchronized (lock) {
            backlog.add(line.get());
            try {
                writeBacklog();
            } catch (IOException e) {
                throw new EvidenceWriteException(path, backlog.size(), backlog.lost(), e);
            } finally {
                if (closed) {
                    file.close();
                }
            }
        }
    }

    @Override
    public RunEvent.ForeignFailed.Part part() {
        return RunEvent.ForeignFailed.Part.EVIDENCE;
    }

    /** The file that is written. */
    public Path file() {
        return path;
    }

    /** The lines that wait in memory because they could not be written. Never blocks. */
    public int pendingLines() {
        return backlog.size();
    }

    /** The lines that were given up because too many waited. Never blocks. */
    public long lostLines() {
        return backlog.lost();
    }

    /** Tries once more to write the lines that wait, then lets go of the file. Never throws; says so in the log. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            try {
                writeBacklog();
            } catch (IOException e) {
                LOG.warn("{} lines of evidence could not be written to {}", backlog.size(), path, e);
            } finally {
                file.close();
            }
        }
    }

    /** Stops at the first failure: what waits behind it would fail as well, and order matters. */
    private void writeBacklog() throws IOException {
        Optional<byte[]> line = backlog.first();
        while (line.isPresent()) {
            file.append(line.get());
            backlog.removeFirst();
            line = backlog.first();
        }
    }
}
