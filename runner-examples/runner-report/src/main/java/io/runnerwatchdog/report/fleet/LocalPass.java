package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Accumulator;
import io.runnerwatchdog.report.scan.Workers;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * The way of an engine through the files of this machine: it finds them, takes the groups that may matter, and lets workers read
 * these side by side. How a group is read is all that is left to the engine.
 */
public final class LocalPass {
    /**
     * Reads groups, one after the other. Not thread-safe: each worker has its own, and closes it.
     *
     * @param <A> what counts
     */
    @FunctionalInterface
    public interface GroupReader<A> extends Closeable {
        /** Takes in all lines of a group, beside those of the groups before it. */
        void read(EvidenceGroup group, A into) throws IOException;

        @Override
        default void close() throws IOException {
            // Only those that hold something open have anything to do.
        }
    }

    /**
     * Makes the readers. Thread-safe.
     *
     * @param <A> what counts
     */
    @FunctionalInterface
    public interface Readers<A> {
        /**
         * One for the worker that calls.
         *
         * @param files where the files of all groups are
         * @param linesRead to be told of the lines that were read since it was told last
         */
        GroupReader<A> open(LocalFiles files, LongConsumer linesRead) throws IOException;
    }

    /** A group and how many bytes its files have. */
    private record Work(EvidenceGroup group, long bytes) {}

    private LocalPass() {}

    /** All evidence below the paths, as {@link FleetEngine#read} takes it in. */
    public static <A extends Accumulator<A>> A over(
            List<Path> paths, Supplier<A> fresh, LongConsumer linesRead, Readers<A> readers) throws IOException {
        A whole = fresh.get();
        LocalFiles files = LocalFiles.below(paths);
        EvidenceSelection selection = EvidenceSelection.of(files.files(), whole);
        selection.tell(whole);
        Queue<Work> waiting = largestFirst(selection.groups(), files);
        AtomicLong lines = new AtomicLong();
        LongConsumer more = read -> linesRead.accept(lines.addAndGet(read));
        for (A part : Workers.all(waiting.size(), () -> read(waiting, fresh.get(), readers.open(files, more)))) {
            whole.merge(part);
        }
        return whole;
    }

    /** So that no processor has to wait for one that began with the largest last. */
    private static Queue<Work> largestFirst(List<EvidenceGroup> groups, LocalFiles files) throws IOException {
        List<Work> work = new ArrayList<>();
        for (EvidenceGroup group : groups) {
            long bytes = 0;
            for (EvidenceFile file : group.files()) {
                bytes += files.size(file);
            }
            work.add(new Work(group, bytes));
        }
        work.sort(Comparator.comparingLong(Work::bytes).reversed());
        return new ConcurrentLinkedQueue<>(work);
    }

    private static <A> A read(Queue<Work> waiting, A into, GroupReader<A> reader) throws IOException {
        try (reader) {
            for (Work next = waiting.poll(); next != null; next = waiting.poll()) {
                reader.read(next.group(), into);
            }
        }
        return into;
    }
}
