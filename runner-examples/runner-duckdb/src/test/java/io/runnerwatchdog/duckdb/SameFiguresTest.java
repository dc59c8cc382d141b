package io.runnerwatchdog.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.generator.FleetPlan;
import io.runnerwatchdog.generator.GeneratedFleet;
import io.runnerwatchdog.generator.GeneratedFleet.FirstSeen;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.FleetEngine;
import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.fleet.FleetTally;
import io.runnerwatchdog.report.fleet.LocalEngine;
import io.runnerwatchdog.report.html.FleetHtml;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All kinds of damage, as many events as {@code -Dfleet.events} says. */
@Tag("once")
class SameFiguresTest {
    private static final Instant MADE_AT = Instant.parse("2026-12-01T00:00:00Z");
    private static final FleetPlan PLAN =
            FleetPlan.usual().seed(11).damage(0.01).events(Long.getLong("fleet.events", 60_000));

    @TempDir
    private static Path folder;

    private static GeneratedFleet fleet;

    private final Set<String> without = new ConcurrentSkipListSet<>();
    private final FleetEngine duckDb = new DuckDbEngine(file -> without.add(file.path()));

    @BeforeAll
    static void write() throws IOException {
        fleet = GeneratedFleet.write(folder.resolve("evidence"), PLAN);
    }

    private static FleetReport report(FleetEngine engine, Path root, Period period) throws IOException {
        return engine.read(List.of(root), () -> new FleetTally(period), lines -> {})
                .report(MADE_AT);
    }

    @Test
    void theReportOfTheWholeTimeIsTheSame() throws IOException {
        Period all = new Period(PLAN.from(), PLAN.to(), ZoneOffset.UTC);
        FleetReport report = report(duckDb, fleet.root(), all);
        FleetReport local = report(new LocalEngine(), fleet.root(), all);
        assertThat(report).isEqualTo(local);
        assertThat(FleetHtml.of(report)).isEqualTo(FleetHtml.of(local));
        assertThat(report.report().lines().unreadable())
                .isEqualTo(fleet.written().torn())
                .isPositive();
        assertThat(report.report().lines().duplicates())
                .isEqualTo(fleet.written().duplicates())
                .isPositive();
        // Some lines are torn within a character, which DuckDB refuses; most are not.
        assertThat(without.size() * 20_000L).isLessThan(PLAN.events() * 4);
    }

    @Test
    void theReportNamesTheBadHostAndTheSpreadingLock() throws IOException {
        Period all = new Period(PLAN.from(), PLAN.to(), ZoneOffset.UTC);
        FleetReport report = report(duckDb, fleet.root(), all);
        assertThat(report.outliers().get(0).host())
                .satisfies(worst ->
                        assertThat(worst.host()).isEqualTo(fleet.badHost().host()))
                .satisfies(worst -> assertThat(worst.topCause()).contains("io_wait"));
        assertThat(report.spreads()).singleElement().satisfies(lock -> {
            assertThat(lock.links()).isEqualTo(fleet.lock().chain());
            assertThat(lock.firstSeen().stream().map(each -> new FirstSeen(each.host(), each.at())))
                    .isEqualTo(fleet.lock().seen());
        });
    }

    @Test
    void theReportOfADayIsTheSame() throws IOException {
        Period day = Period.day(PLAN.firstDay().plusDays(3), ZoneId.of("Asia/Kolkata"));
        FleetReport report = report(duckDb, fleet.root(), day);
        assertThat(report).isEqualTo(report(new LocalEngine(), fleet.root(), day));
        assertThat(report.report().counts().ended()).isPositive();
    }

    @Test
    void whatIsWholeIsReadByDuckDbAlone(@TempDir Path root) throws IOException {
        GeneratedFleet whole = GeneratedFleet.write(
                root, FleetPlan.usual().seed(12).events(20_000).compressed(0.5));
        Period all = new Period(PLAN.from(), PLAN.to(), ZoneOffset.UTC);
        AtomicLong told = new AtomicLong();
        FleetReport report =
                duckDb.read(List.of(root), () -> new FleetTally(all), told::set).report(MADE_AT);
        assertThat(without).isEmpty();
        assertThat(report).isEqualTo(report(new LocalEngine(), root, all));
        assertThat(report.report().lines().read()).isEqualTo(whole.written().events());
        assertThat(told).hasValue(whole.written().events());
    }
}
