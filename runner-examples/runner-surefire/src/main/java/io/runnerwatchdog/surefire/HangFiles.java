package io.runnerwatchdog.surefire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes what was found out beside the reports of the tests. */
final class HangFiles {
    /** With milliseconds: forks may time out within one second. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final SafeText safe;
    private final InstantSource clock;

    HangFiles(SafeText safe, InstantSource clock) {
        this.safe = safe;
        this.clock = clock;
    }

    /**
     * Writes the report, and the threads of the JVMs that have answered into a file of their own.
     *
     * @return the report
     */
    Path write(HungFork fork, Finding finding) throws IOException {
        Instant now = clock.instant();
        String name = "hang-" + TIME.format(now) + "-fork" + fork.number();
        Files.createDirectories(fork.reports());
        List<String> threads = new ThreadsOfJvms(safe).lines(finding.tree());
        List<String> report = new HangReport(safe).lines(fork, finding, now);
        if (!threads.isEmpty()) {
            write(fork.reports().resolve(name + "-threads.txt"), threads);
        }
        return write(fork.reports().resolve(name + ".txt"), report);
    }

    /** A report that is there already is evidence as well: it is not written over. */
    private static Path write(Path file, List<String> lines) throws IOException {
        return Files.write(file, lines, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
