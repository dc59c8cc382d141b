package io.runnerwatchdog.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.generator.FleetPlan;
import io.runnerwatchdog.generator.GeneratedFleet;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.fleet.FleetTally;
import io.runnerwatchdog.report.fleet.LocalEngine;
import io.runnerwatchdog.report.format.ReportFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Held against the engine of one machine. {@code -Dfleet.events=2000000} for the long way. */
@Tag("once")
@ExtendWith(LocalSpark.class)
class SameFiguresTest {
    private static final long EVENTS = Long.getLong("fleet.events", 60_000);
    private static final ZoneId ZONE = ZoneId.of("Europe/Istanbul");
    private static final Instant MADE_AT = Instant.parse("2026-11-28T12:00:00Z");

    @TempDir
    private static Path root;

    private static GeneratedFleet fleet;

    @BeforeAll
    static void makeUpAFleet() throws IOException {
        fleet = MadeUpFleet.below(root, EVENTS);
    }

    @Test
    void sparkReportsWhatOneMachineReports(SparkSession spark) throws IOException {
        Period all = new Period(fleet.plan().from(), fleet.plan().to(), ZONE);
        FleetReport report = sparks(spark, all, root.toString());
        assertThat(report).isEqualTo(ofOneMachine(all, root));
        assertThat(report.report().lines().inPeriod()).isGreaterThan(EVENTS * 9 / 10);
        assertThat(report.report().lines().unreadable()).isPositive();
        assertThat(report.report().lines().duplicates()).isPositive();
        assertThat(html(report)).isEqualTo(html(ofOneMachine(all, root)));
    }

    /** With a period before it to compare with, and folders of other days that are not opened. */
    @Test
    void soItIsOfSomeDaysInTheMiddle(SparkSession spark) throws IOException {
        FleetPlan plan = fleet.plan();
        Period twoDays = new Period(
                plan.from().plusSeconds(4 * 86_400 + 3600), plan.from().plusSeconds(6 * 86_400), ZONE);
        FleetReport report = sparks(spark, twoDays, root.toString());
        assertThat(report).isEqualTo(ofOneMachine(twoDays, root));
        assertThat(report.report().before()).isPresent();
        assertThat(report.report().lines().read()).isLessThan(EVENTS);
    }

    @Test
    void aPathThatIsGivenTwiceOrWithinAnotherChangesNothing(SparkSession spark) throws IOException {
        Period all = new Period(fleet.plan().from(), fleet.plan().to(), ZONE);
        String within = root.resolve("host=" + fleet.badHost().host()).toString();
        assertThat(sparks(spark, all, within, root.toString(), root.toUri().toString()))
                .isEqualTo(ofOneMachine(all, root));
    }

    @Test
    void theBadHostAndTheSpreadingLockAreNamed(SparkSession spark) throws IOException {
        FleetReport report =
                sparks(spark, new Period(fleet.plan().from(), fleet.plan().to(), ZONE), root.toString());
        assertThat(report.outliers())
                .extracting(outlier -> outlier.host().host())
                .contains(fleet.badHost().host());
        assertThat(report.spreads()).anySatisfy(spread -> {
            assertThat(spread.links()).isEqualTo(fleet.lock().chain());
            assertThat(spread.origin()).isEqualTo(fleet.lock().hosts().get(0));
        });
    }

    private static FleetReport sparks(SparkSession spark, Period period, String... paths) throws IOException {
        return new FleetPass(spark, period).over(List.of(paths)).report(MADE_AT);
    }

    private static FleetReport ofOneMachine(Period period, Path... paths) throws IOException {
        return new LocalEngine()
                .read(List.of(paths), () -> new FleetTally(period), lines -> {})
                .report(MADE_AT);
    }

    private static String html(FleetReport report) throws IOException {
        StringWriter page = new StringWriter();
        ReportFormat.HTML.write(report, page);
        return page.toString();
    }
}
