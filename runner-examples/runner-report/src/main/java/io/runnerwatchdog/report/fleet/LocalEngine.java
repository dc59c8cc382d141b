package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Accumulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Reads the files of this machine, a host on each processor. It needs nothing beside this library. */
public final class LocalEngine implements FleetEngine {
    /** Its id. */
    public static final String ID = "local";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public <A extends Accumulator<A>> A read(List<Path> paths, Supplier<A> fresh, LongConsumer linesRead)
            throws IOException {
        return LocalPass.over(
                paths, fresh, linesRead, (files, more) -> (group, into) -> read(group, files, into, more));
    }

    private static <A extends Accumulator<A>> void read(
            EvidenceGroup group, LocalFiles files, A into, LongConsumer linesRead) throws IOException {
        HostTally<A> host = new HostTally<>(group.host(), into, linesRead);
        for (EvidenceFile file : group.files()) {
            try (InputStream stored = Files.newInputStream(files.path(file))) {
                host.read(file, stored);
            }
        }
    }
}
