package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Accumulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Reads the evidence of many hosts. It finds the files ({@link EvidenceFile}), takes what {@link EvidenceSelection} leaves, and
 * hands each group's lines to a {@link HostTally}; so all engines come to the same figures. Where the files are on this machine,
 * {@link LocalPass} does all of that but the reading. Thread-safe. Others can add theirs as a service of this interface, with a
 * constructor that takes nothing.
 */
public interface FleetEngine {
    /** What it is asked for by: lower-case letters. */
    String id();

    /**
     * Takes in all evidence below the paths, each of which is a folder or a file.
     *
     * @param fresh makes what counts, once for each thread and once more; called by any thread
     * @param linesRead now and then told how many lines have been read so far; called by any thread
     * @throws IOException if a path is not there, or something below cannot be read; its message names it
     */
    <A extends Accumulator<A>> A read(List<Path> paths, Supplier<A> fresh, LongConsumer linesRead) throws IOException;
}
