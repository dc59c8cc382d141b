package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.FleetEngine;
import io.runnerwatchdog.report.fleet.FleetTally;
import io.runnerwatchdog.report.fleet.LocalEngine;
import io.runnerwatchdog.report.format.ReportFormat;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Reads a fleet with one engine, for {@code bin/scale}. */
final class OneEngine {
    private OneEngine() {}

    /**
     * Writes the report in JSON: ENGINE FIRST-DAY DAYS FILE FOLDER. As if made at the end of its period, so that those of two
     * engines can be compared byte by byte.
     */
    public static void main(String[] args) throws IOException {
        LocalDate firstDay = LocalDate.parse(args[1]);
        Period period = new Period(
                firstDay.atStartOfDay(ZoneOffset.UTC).toInstant(),
                firstDay.plusDays(Long.parseLong(args[2]))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant(),
                ZoneOffset.UTC);
        FleetTally tally = read(args[0], period, Path.of(args[4]));
        try (Writer to = Files.newBufferedWriter(Path.of(args[3]))) {
            ReportFormat.JSON.write(tally.report(period.to()), to);
        }
    }

    private static FleetTally read(String engine, Period period, Path folder) throws IOException {
        if (!engine.equals("spark")) {
            return engine(engine).read(List.of(folder), () -> new FleetTally(period), lines -> {});
        }
        try (SparkSession spark = SparkSession.builder()
                .master("local[*]")
                .appName("scale")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate()) {
            return new FleetPass(spark, period).over(List.of(folder.toString()));
        }
    }

    private static FleetEngine engine(String id) {
        return Stream.concat(
                        Stream.of(new LocalEngine()),
                        ServiceLoader.load(FleetEngine.class).stream().map(ServiceLoader.Provider::get))
                .filter(engine -> engine.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no engine " + id + " on the class path"));
    }
}
