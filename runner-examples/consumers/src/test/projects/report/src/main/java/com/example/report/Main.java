package com.example.report;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.Tally;
import io.runnerwatchdog.report.scan.EvidencePass;
import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Keeps evidence of a run and adds it up. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("evidence");
        Instant now = Instant.now();
        try (EvidenceLog evidence = EvidenceLog.in(directory);
                Watchdog watchdog = Watchdog.builder().listener(evidence).build()) {
            watchdog.run(Command.of("true"));
        }
        Period hour = new Period(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)), ZoneOffset.UTC);
        Report report = EvidencePass.over(directory, () -> new Tally(hour)).report(now);
        System.out.println("lines of evidence: " + report.lines().inPeriod());
    }
}
