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
 * <p>Where a host's lines are not byte for byte those of its files ({@link FileProof}), or DuckDB refuses one, all its files are
 * read again without it: bytes that are no UTF-8, carriage returns, lines of megabytes, damaged compression. So no such line
 * changes a figure, and only a host that has some takes longer.
 */
public final class DuckDbEngine implements FleetEngine {
    /** Its id. */
    public static final String ID = "duckdb";

    private final Consumer<EvidenceGroup> readAgain;

    public DuckDbEngine() {
        this(group -> {});
    }

    /** @param readAgain told of each group that had to be read without DuckDB; called by any thread */
    DuckDbEngine(Consumer<EvidenceGroup> readAgain) {
        this.readAgain = readAgain;
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
        try (LineDatabase database = LineDatabase.open()) {
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
            for (FileRun run : FileRun.of(group.files(), files)) {
                database.read(run, host);
            }
            return host.counted();
        } catch (UnprovenException e) {
            readAgain.accept(group);
            progress.startAgain();
            return readWithoutDuckDb(group, files, new HostTally<>(group.host(), fresh.get(), progress));
        }
    }

    private static <A extends Accumulator<A>> A readWithoutDuckDb(
            EvidenceGroup group, LocalFiles files, HostTally<A> host) throws IOException {
        for (EvidenceFile file : group.files()) {
            try (InputStream stored = Files.newInputStream(files.path(file))) {
                host.read(file, stored);
            }
        }
        return host.counted();
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
