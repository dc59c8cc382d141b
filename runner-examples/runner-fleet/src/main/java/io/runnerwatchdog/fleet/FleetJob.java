package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.FleetReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * The report of a fleet as a job of Apache Spark: for {@code spark-submit}, or as a call from a job that has a session.
 *
 * <p>Spark finds and reads the files, many at a time; what is counted, and how, is in {@code io.runnerwatchdog.report} alone.
 * So the figures are those of {@code runner report}, to the last digit.
 *
 * <p>What bounds memory. A task reads one host after the other, each from its first file to its last. It holds the identities
 * of that host's events within the period and the one before, 16 bytes each in a table that is between three eighths and three
 * quarters full, and refuses more than some 50 million of them; one tally, in which 10,000 hosts and 1,000 wait chains are told
 * apart, whatever the lines say; and a block of lines of 2 MiB. The driver holds the names of all files, one tally, and
 * those that have arrived and wait to be merged. No event leaves the task that read it: nothing is shuffled.
 */
public final class FleetJob {
    private FleetJob() {}

    /** Reports as the arguments say. Ends the process with 2 for wrong usage and 1 for a failure. */
    public static void main(String[] args) {
        int code;
        try {
            code = FleetCommand.run(
                    () -> SparkSession.builder()
                            .appName("Runner Watchdog: fleet report")
                            .getOrCreate(),
                    args);
        } finally {
            stopSpark();
        }
        // YARN takes any call of exit for a failure, also one with 0.
        if (code != 0) {
            System.exit(code);
        }
    }

    private static void stopSpark() {
        if (SparkSession.getDefaultSession().isDefined()) {
            SparkSession.getDefaultSession().get().stop();
        }
    }

    /**
     * What the evidence below these paths comes to. Thread-safe, as the session is.
     *
     * @param paths folders or files in any file system that Hadoop knows, with or without a scheme
     * @throws IOException if there is no evidence, or it cannot be read
     */
    public static FleetReport report(SparkSession spark, List<String> paths, Period period) throws IOException {
        return new FleetPass(spark, period).over(paths).report(Instant.now());
    }
}
