package io.runnerwatchdog.report.scan;

import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.report.Accumulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Takes in the evidence of a directory, on all processors. */
public final class EvidencePass {
    /** Small enough that no processor waits long for the last one; nothing beside the time that opening a file takes. */
    private static final long PART_BYTES = 16L << 20;

    private EvidencePass() {}

    /** All that the directory holds now and that matters, without a word in between. */
    public static <A extends Accumulator<A>> A over(Path directory, Supplier<A> fresh) throws IOException {
        return over(directory, fresh, lines -> {});
    }

    /**
     * All that the directory holds now and that matters.
     *
     * @param fresh called once for each thread, and once more
     * @param progress now and then told how many lines have been read so far, by any of the threads
     * @throws IOException if something cannot be read, or the thread is interrupted meanwhile
     */
    public static <A extends Accumulator<A>> A over(Path directory, Supplier<A> fresh, LongConsumer progress)
            throws IOException {
        A whole = fresh.get();
        EvidenceReader reader = EvidenceReader.ofAll(directory);
        // What is left out below counts for this all the same.
        try (Stream<EvidenceRecord> records = reader.records()) {
            records.findFirst().ifPresent(first -> whole.reachesBackTo(first.at()));
        }
        List<InputStream> streams = reader.parts(whole.from(), PART_BYTES);
        try {
            for (A part : readAll(streams, fresh, progress)) {
                whole.merge(part);
            }
        } finally {
            for (InputStream stream : streams) {
                stream.close();
            }
        }
        return whole;
    }

    private static <A extends Accumulator<A>> List<A> readAll(
            List<InputStream> streams, Supplier<A> fresh, LongConsumer progress) throws IOException {
        AtomicLong lines = new AtomicLong();
        LongConsumer more = read -> progress.accept(lines.addAndGet(read));
        Queue<InputStream> waiting = new ConcurrentLinkedQueue<>(streams);
        return Workers.all(streams.size(), () -> read(waiting, fresh.get(), more));
    }

    private static <A extends Accumulator<A>> A read(Queue<InputStream> waiting, A into, LongConsumer linesRead)
            throws IOException {
        BlockReader reader = new BlockReader(into, linesRead);
        for (InputStream stream = waiting.poll(); stream != null; stream = waiting.poll()) {
            reader.read(stream);
            stream.close();
        }
        return into;
    }
}
