package io.runnerwatchdog.evidence;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
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
 *       that dies. It is not forced to the disk, so it need not outlive a power failure, unless
 *       {@link EvidenceOptions#forceStalls()} asks for it.
 *   <li>A line that cannot be written waits in memory: 10,000 lines or 16 MiB at most, then the oldest are lost and
 *       counted. It is tried again before the next line and by {@link #close()}.
 *   <li>Directory and file are created for their owner alone, when the first line is written and again whenever they
 *       are gone. The file must not be a symbolic link.
 *   <li>The file is {@linkplain Rotation rotated}; {@link EvidenceArchive} proves what the rotated files hold. Beside it
 *       lies {@code stall-events.lock}, by which several writers keep out of each other's way.
 *   <li>The time of a line is never before that of the line before it, whatever the clock of the host does.
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

    private static final int MAX_PENDING_LINES = 10_000;
    private static final long MAX_PENDING_BYTES = 16L * 1024 * 1024;

    static final String LOCK_NAME = "stall-events.lock";

    private final Path path;
    private final LineFormat format;
    private final boolean forceStalls;
    private final Object lock = new Object();
    // All below are guarded by the lock.
    private final SharedLock shared;
    private final AppendedFile file;
    private final Archivist archivist;
    private final Backlog backlog;
    private Instant latest = Instant.MIN;
    private boolean archiveFailed;
    private boolean closed;

    EvidenceLog(Path directory, EvidenceOptions options, Backlog backlog) {
        // Absolute from the start: the place must not depend on anything that changes later.
        path = Objects.requireNonNull(directory, "directory").toAbsolutePath().resolve(FILE_NAME);
        format = new LineFormat(options.redactor());
        forceStalls = options.forceStalls();
        shared = new SharedLock(path.resolveSibling(LOCK_NAME));
        file = new AppendedFile(path, shared);
        archivist = new Archivist(path, options.rotation(), shared, Disk.REAL);
        this.backlog = backlog;
    }

    /** A log in this directory that masks what {@link Redactor#standard()} knows. Touches no file yet. */
    public static EvidenceLog in(Path directory) {
        return in(directory, Redactor.standard());
    }

    /** A log in this directory that masks what {@code redactor} knows. Touches no file yet. */
    public static EvidenceLog in(Path directory, Redactor redactor) {
        return in(directory, EvidenceOptions.USUAL.redactedBy(redactor));
    }

    /** A log in this directory that writes in this way. Touches no file yet. */
    public static EvidenceLog in(Path directory, EvidenceOptions options) {
        return new EvidenceLog(directory, options, new Backlog(MAX_PENDING_LINES, MAX_PENDING_BYTES));
    }

    /**
     * Writes the event's line, and before it those that wait. After {@link #close()} too, since evidence is worth more
     * than tidiness; the file is then opened for each line.
     *
     * @throws EvidenceWriteException if it cannot be written now; it waits in memory then
     */
    @Override
    public void onEvent(RunEvent event) {
        Objects.requireNonNull(event, "event");
        synchronized (lock) {
            Instant at = event.at().isBefore(latest) ? latest : event.at();
            Optional<byte[]> line = format.format(event, at);
            if (line.isEmpty()) {
                return;
            }
            latest = at;
            backlog.add(line.get());
            try {
                keepArchive(() -> archivist.rotateIfDue(at));
                writeBacklog();
                if (forceStalls && event instanceof RunEvent.Stalled) {
                    file.force();
                }
                if (event.isLast()) {
                    // Not before a stop that waits for this line.
                    keepArchive(() -> archivist.tidy(at));
                }
            } catch (IOException e) {
                throw new EvidenceWriteException(path, backlog.size(), backlog.lost(), e);
            } finally {
                if (closed) {
                    letGo();
                }
            }
        }
    }

    /** Work on the rotated files. */
    private interface ArchiveWork {
        void run() throws IOException;
    }

    /** A line is worth more than the order of the archive: it is written whatever becomes of the other. */
    private void keepArchive(ArchiveWork work) {
        try {
            work.run();
            archiveFailed = false;
        } catch (IOException failed) {
            if (!archiveFailed) {
                log().warn("the evidence in {} cannot be rotated or sealed now", path.getParent(), failed);
            }
            archiveFailed = true;
        }
    }

    private void letGo() {
        file.close();
        shared.close();
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
                log().warn("{} lines of evidence could not be written to {}", backlog.size(), path, e);
            } finally {
                letGo();
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

    private static Logger log() {
        return LoggerFactory.getLogger(EvidenceLog.class);
    }
}
