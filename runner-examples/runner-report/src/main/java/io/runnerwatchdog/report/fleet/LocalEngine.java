package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Accumulator;
import io.runnerwatchdog.report.scan.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Reads the files of this machine, a host on each processor. It needs nothing beside this library. */
public final class LocalEngine implements FleetEngine {
    /** Its id. */
    public static final String ID = "local";

    /** A group and how many bytes its files have. */
    private record Work(EvidenceGroup group, long bytes) {}

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
        Queue<Work> waiting = largestFirst(selection.groups(), files);
        AtomicLong lines = new AtomicLong();
        LongConsumer more = read -> linesRead.accept(lines.addAndGet(read));
        for (A part : Workers.all(waiting.size(), () -> read(waiting, files, fresh.get(), more))) {
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

    private static <A extends Accumulator<A>> A read(
            Queue<Work> waiting, LocalFiles files, A into, LongConsumer linesRead) throws IOException {
        for (Work next = waiting.poll(); next != null; next = waiting.poll()) {
            HostTally<A> host = new HostTally<>(next.group().host(), into, linesRead);
            for (EvidenceFile file : next.group().files()) {
                try (InputStream stored = Files.newInputStream(files.path(file))) {
                    host.read(file, stored);
                }
            }
        }
        return into;
    }
}
