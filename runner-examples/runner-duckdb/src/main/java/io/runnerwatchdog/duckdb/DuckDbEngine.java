package io.runnerwatchdog.duckdb;

import io.runnerwatchdog.report.Accumulator;
import io.runnerwatchdog.report.fleet.EvidenceFile;
import io.runnerwatchdog.report.fleet.FleetEngine;
import io.runnerwatchdog.report.fleet.LocalPass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        return LocalPass.over(
                paths,
                fresh,
                linesRead,
                (files, more) -> new DuckDbReader<>(LineDatabase.open(mostHeld), files, fresh, more, readWithout));
    }
}
