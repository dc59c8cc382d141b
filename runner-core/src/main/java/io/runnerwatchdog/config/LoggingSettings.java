package io.runnerwatchdog.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where evidence goes, and what becomes of it.
 *
 * @param evidenceDirectory its directory; empty where nothing is said
 * @param forceStalls whether the line of a stall is forced to the disk before anything is killed, default false
 * @param largestFile from which size on a file is rotated, in bytes, default 50 MiB
 * @param largestTotal what all rotated files may hold together, in bytes, default 1 GiB; the oldest go first
 * @param kept how long a rotated file is kept, default 14 days
 * @param compressed whether rotated files are compressed, default false
 * @param secrets regular expressions of what the host wants masked in evidence, beside what is masked anyway
 */
public record LoggingSettings(
        Optional<Path> evidenceDirectory,
        boolean forceStalls,
        long largestFile,
        long largestTotal,
        Duration kept,
        boolean compressed,
        List<String> secrets) {
    /** What holds where nothing is said. */
    public static final LoggingSettings DEFAULTS =
            new LoggingSettings(Optional.empty(), false, 50L << 20, 1L << 30, Duration.ofDays(14), false, List.of());

    public LoggingSettings {
        Objects.requireNonNull(evidenceDirectory, "evidenceDirectory");
        Objects.requireNonNull(kept, "kept");
        secrets = List.copyOf(secrets);
    }
}
