package io.runnerwatchdog.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.generator.GeneratedFleet;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.FleetTally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
@ExtendWith(LocalSpark.class)
class NothingShuffledTest {
    @TempDir
    private static Path root;

    private static Period period;

    @BeforeAll
    static void makeUpAFleet() throws IOException {
        GeneratedFleet fleet = MadeUpFleet.below(root, 5_000);
        period = new Period(fleet.plan().from(), fleet.plan().to(), ZoneOffset.UTC);
    }

    /** Adds up what tasks say of themselves. */
    private static final class Watching extends SparkListener {
        private final AtomicInteger tasks = new AtomicInteger();
        private final AtomicLong shuffled = new AtomicLong();
        private final AtomicLong results = new AtomicLong();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            TaskMetrics metrics = end.taskMetrics();
            tasks.incrementAndGet();
            shuffled.addAndGet(metrics.shuffleWriteMetrics().bytesWritten()
                    + metrics.shuffleReadMetrics().totalBytesRead());
            results.addAndGet(metrics.resultSize());
        }
    }

    @Test
    void thePlanHasNoExchange(SparkSession spark) throws IOException {
        EvidenceListing listing = EvidenceListing.below(
                List.of(root.toString()), spark.sparkContext().hadoopConfiguration());
        List<HostFiles> hosts = listing.selection(new FleetTally(period)).groups().stream()
                .map(listing::weighed)
                .toList();
        String plan = new FleetPass(spark, period)
                .tallies(hosts)
                .queryExecution()
                .executedPlan()
                .toString();
        assertThat(plan).contains("MapPartitions").doesNotContain("Exchange");
    }

    @Test
    void hostsAreSharedOutAndEachTaskHandsOverOneTally(SparkSession spark) throws Exception {
        Watching watching = new Watching();
        spark.sparkContext().addSparkListener(watching);
        try {
            new FleetPass(spark, period).over(List.of(root.toString()));
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } finally {
            spark.sparkContext().removeSparkListener(watching);
        }
        assertThat(watching.tasks).hasValue(6);
        assertThat(watching.shuffled).hasValue(0);
        assertThat(watching.results.get()).isPositive();
    }
}
