package io.runnerwatchdog.duckdb;

import io.runnerwatchdog.report.Accumulator;
import io.runnerwatchdog.report.fleet.EvidenceFile;
import io.runnerwatchdog.report.fleet.EvidenceGroup;
import io.runnerwatchdog.report.fleet.EvidenceSelection;
import io.runnerwatchdog.report.fleet.FleetEngine;
import io.runnerwatchdog.report.fleet.HostTally;
import io.runnerwatchdog.report.fleet.LocalFiles;
import io.runnerwatchdog.report.scan.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Lets DuckDB read the files of this machine. It unpacks them and parts them into lines; each line is then judged by the same
 * code as with any other engine, for what DuckDB takes for JSON is not quite what we do.
 *
 * <p>Where the lines are not byte for byte those of a file ({@link FileProof}), or DuckDB refuses one, the file is read without it:
 * bytes that are no UTF-8, carriage returns, lines of megabytes, damaged compression. So no such line changes a figure.
 */
public final class DuckDbEngine implements FleetEngine {
    /** Its id. */
    public static final String ID = "duckdb";

    /** Some days of a busy host. */
    private static final int MOST_HELD = 16 << 20;

    private final Consumer<EvidenceFile> readWithout;
    private final int mostHeld;

    public DuckDbEngine() {
        this(file -> {}, MOST_HELD);
    }

    /** @param readWithout told of each file that is read without DuckDB; called by any thread */
    DuckDbEngine(Consumer<EvidenceFile> readWithout) {
        this(readWithout, MOST_HELD);
    }

    /** @param mostHeld so long a file is held in memory until it has proved right */
    DuckDbEngine(Consumer<EvidenceFile> readWithout, int mostHeld) {
        this.readWithout = readWithout;
        this.mostHeld = mostHeld;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public <A extends Accumulator<A>> A read(List<Path> paths, Supplier<A> fresh, LongConsumer linesRead)
            throws IOException {
        A whole = fresh.get();
        LocalFiles files = LocalFiles.below(paths);
        EvidenceSelection selection = EvidenceSelection.of(files.files(), whole);
        selection.tell(whole);
        Queue<EvidenceGroup> waiting = new ConcurrentLinkedQueue<>(selection.groups());
        AtomicLong lines = new AtomicLong();
        LongConsumer more = read -> linesRead.accept(lines.addAndGet(read));
        for (A part : Workers.all(waiting.size(), () -> read(waiting, files, fresh, more))) {
            whole.merge(part);
        }
        return whole;
    }

    private <A extends Accumulator<A>> A read(
            Queue<EvidenceGroup> waiting, LocalFiles files, Supplier<A> fresh, LongConsumer linesRead)
            throws IOException {
        A whole = fresh.get();
        try (LineDatabase database = LineDatabase.open(mostHeld)) {
            for (EvidenceGroup next = waiting.poll(); next != null; next = waiting.poll()) {
                whole.merge(read(next, database, files, fresh, new Progress(linesRead)));
            }
        }
        return whole;
    }

    /** Into figures of its own, which can be thrown away. */
    private <A extends Accumulator<A>> A read(
            EvidenceGroup group, LineDatabase database, LocalFiles files, Supplier<A> fresh, Progress progress)
            throws IOException {
        HostTally<A> host = new HostTally<>(group.host(), fresh.get(), progress);
        try {
            read(group.files(), database, files, host);
        } catch (CountedTooSoonException e) {
            progress.startAgain();
            host = new HostTally<>(group.host(), fresh.get(), progress);
            for (EvidenceFile file : group.files()) {
                readWithout(file, files, host);
            }
        }
        return host.counted();
    }

    /**
     * As many files in a query as may be; after one that failed, first one and then more and more. For what DuckDB has read of
     * other files is lost with the one that it refuses.
     */
    private void read(List<EvidenceFile> group, LineDatabase database, LocalFiles files, HostTally<?> host)
            throws IOException {
        int most = FileRun.MOST_FILES;
        int next = 0;
        while (next < group.size()) {
            FileRun run = FileRun.of(group.subList(next, Math.min(group.size(), next + most)), files);
            int read = database.read(run, host);
            next += read;
            if (read > 0 && read == run.files().size()) {
                most = Math.min(FileRun.MOST_FILES, 2 * most);
            } else {
                if (run.files().size() <= 1) {
                    readWithout(group.get(next++), files, host);
                }
                most = 1;
            }
        }
    }

    private void readWithout(EvidenceFile file, LocalFiles files, HostTally<?> host) throws IOException {
        readWithout.accept(file);
        try (InputStream stored = Files.newInputStream(files.path(file))) {
            host.read(file, stored);
        }
    }

    /** Tells of each line once, also where lines are read twice. Not thread-safe. */
    private static final class Progress implements LongConsumer {
        private final LongConsumer linesRead;
        private long told;
        private long readAlready;

        Progress(LongConsumer linesRead) {
            this.linesRead = linesRead;
        }

        void startAgain() {
            readAlready = told;
        }

        @Override
        public void accept(long lines) {
            long again = Math.min(lines, readAlready);
            readAlready -= again;
            if (lines > again) {
                told += lines - again;
                linesRead.accept(lines - again);
            }
        }
    }
}
