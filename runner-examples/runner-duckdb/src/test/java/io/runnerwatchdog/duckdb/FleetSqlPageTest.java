package io.runnerwatchdog.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.generator.FleetPlan;
import io.runnerwatchdog.generator.GeneratedFleet;
import io.runnerwatchdog.generator.GeneratedFleet.FirstSeen;
import io.runnerwatchdog.report.Counts;
import io.runnerwatchdog.report.Durations;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report.SeenChain;
import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.fleet.FleetTally;
import io.runnerwatchdog.report.fleet.HostFigures;
import io.runnerwatchdog.report.fleet.LocalEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries of the page, each run as it stands there, and what they come to beside the report. */
@Tag("once")
class FleetSqlPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "operations", "fleet-sql.md");
    private static final FleetPlan PLAN =
            FleetPlan.usual().seed(5).damage(0.01).days(4).hosts(12).events(12_000);

    @TempDir
    private static Path folder;

    private static GeneratedFleet fleet;
    private static FleetReport report;
    private static Connection connection;
    /** By the heading above each. */
    private static final Map<String, String> QUERIES = new LinkedHashMap<>();

    @BeforeAll
    static void prepare() throws IOException, SQLException {
        fleet = GeneratedFleet.write(folder.resolve("it's evidence"), PLAN);
        Period all = new Period(PLAN.from(), PLAN.to(), ZoneOffset.UTC);
        report = new LocalEngine()
                .read(List.of(fleet.root()), () -> new FleetTally(all), lines -> {})
                .report(PLAN.to());
        connection = connect();
        Matcher block = Pattern.compile("^(?:# |## (.*?)$).*?^```sql\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        while (block.find()) {
            QUERIES.put(block.group(1) == null ? "" : block.group(1), block.group(2));
        }
    }

    private static Connection connect() throws IOException, SQLException {
        Connection made = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = made.createStatement()) {
            statement.execute(
                    "SET VARIABLE evidence = '" + fleet.root().toString().replace("'", "''") + "'");
            statement.execute(Files.readString(Path.of("views.sql")));
        }
        return made;
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    /** What the query below a heading of the page comes to. */
    private static List<Map<String, Object>> answer(String heading) throws SQLException {
        return rows(Objects.requireNonNull(QUERIES.get(heading), heading));
    }

    private static List<Map<String, Object>> rows(String query) throws SQLException {
        return rows(connection, query);
    }

    private static List<Map<String, Object>> rows(Connection of, String query) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Statement statement = of.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static Instant instant(Object timestamp) {
        return ((Timestamp) timestamp).toLocalDateTime().toInstant(ZoneOffset.UTC);
    }

    private static List<?> list(Object array) throws SQLException {
        return List.of((Object[]) ((Array) array).getArray());
    }

    private static long sum(List<Map<String, Object>> rows, String column) {
        return rows.stream().mapToLong(row -> (Long) row.get(column)).sum();
    }

    @Test
    void allQueriesOfThePageAreLookedAt() {
        assertThat(QUERIES).hasSize(9);
    }

    @Test
    void anEventCountsOnceAndATornLineNotAtAll() throws SQLException {
        Map<String, Object> counts = rows("SELECT (SELECT count(*) FROM events) AS events,"
                        + " (SELECT count(event) FROM lines) AS lines")
                .get(0);
        assertThat(counts).containsEntry("events", fleet.written().events());
        assertThat(counts)
                .containsEntry(
                        "lines", fleet.written().events() + fleet.written().duplicates());
        assertThat(fleet.written().duplicates()).isPositive();
    }

    @Test
    void causesAreThoseOfTheReport() throws SQLException {
        Map<Object, Object> found = new LinkedHashMap<>();
        for (Map<String, Object> row : answer("Why do steps stall?")) {
            found.put(row.get("cause"), row.get("stalls"));
        }
        Map<Object, Object> told = new LinkedHashMap<>();
        report.report().stallsBy().rootCause().shares().forEach(share -> told.put(share.name(), share.count()));
        assertThat(found).isEqualTo(told).isNotEmpty();
    }

    @Test
    void hostsAreRankedAsInTheReport() throws SQLException {
        List<Map<String, Object>> found = answer("Which hosts are worst?");
        List<HostFigures> told = report.hosts().stream().limit(10).toList();
        assertThat(found)
                .extracting(row -> row.get("host"))
                .isEqualTo(told.stream().map(HostFigures::host).toList());
        for (int i = 0; i < told.size(); i++) {
            Counts counts = told.get(i).counts();
            assertThat(found.get(i))
                    .containsEntry("stalls", counts.stalls())
                    .containsEntry("ended", counts.ended())
                    .containsEntry("failed", counts.failed())
                    .containsEntry("killed", counts.killed());
            assertThat(instant(found.get(i).get("first_stall")))
                    .isEqualTo(told.get(i).firstStall().orElseThrow());
        }
        assertThat(found.get(0)).containsEntry("host", fleet.badHost().host());
    }

    @Test
    void daysAddUpToTheReport() throws SQLException {
        List<Map<String, Object>> days = answer("Does it get better?");
        Counts counts = report.report().counts();
        assertThat(days).hasSize(PLAN.days());
        assertThat(sum(days, "stalls")).isEqualTo(counts.stalls());
        assertThat(sum(days, "ended")).isEqualTo(counts.ended());
        assertThat(sum(days, "not_succeeded")).isEqualTo(counts.failed() + counts.killed());
    }

    @Test
    void chainsAreCountedAsInTheReport() throws SQLException {
        List<Map<String, Object>> found = answer("What is waited for most?");
        List<SeenChain> told = report.report().chains();
        assertThat(found).hasSameSizeAs(told).isNotEmpty();
        for (int i = 0; i < told.size(); i++) {
            assertThat(list(found.get(i).get("chain"))).isEqualTo(told.get(i).links());
            assertThat(found.get(i))
                    .containsEntry("stalls", told.get(i).count())
                    .containsEntry("hosts", (long) told.get(i).hosts());
            assertThat(instant(found.get(i).get("first_seen")))
                    .isEqualTo(told.get(i).first());
            assertThat(instant(found.get(i).get("last_seen")))
                    .isEqualTo(told.get(i).last());
        }
    }

    @Test
    void theSpreadingLockIsFollowedFromHostToHost() throws SQLException {
        List<FirstSeen> found = new ArrayList<>();
        for (Map<String, Object> row : answer("Where did this lock come from?")) {
            found.add(new FirstSeen((String) row.get("host"), instant(row.get("first_seen"))));
        }
        assertThat(found).isEqualTo(fleet.lock().seen());
    }

    @Test
    void anOutageIsWhatHitsMostHostsAtOnce() throws SQLException {
        Map<String, Object> worst = answer("What hit many hosts at once?").get(0);
        Instant since = instant(worst.get("since"));
        assertThat(worst).containsEntry("cause", "network");
        assertThat(fleet.outages())
                .anyMatch(outage -> since.isBefore(outage.to())
                        && since.plus(Duration.ofMinutes(10)).isAfter(outage.from()));
    }

    @Test
    void percentilesAreThoseOfTheReportWithinAHundredth() throws SQLException {
        Map<String, Object> all = answer("How long do steps take?").get(0);
        Durations told = report.report().durations();
        assertThat(all)
                .containsEntry("command_type", null)
                .containsEntry("ended", report.report().counts().ended());
        assertThat(told.p50().orElseThrow().toMillis() / (double) (Long) all.get("p50_ms"))
                .isBetween(1.0, 1.01);
        assertThat(told.p95().orElseThrow().toMillis() / (double) (Long) all.get("p95_ms"))
                .isBetween(1.0, 1.01);
        assertThat(told.p99().orElseThrow().toMillis() / (double) (Long) all.get("p99_ms"))
                .isBetween(1.0, 1.01);
    }

    @Test
    void laterAttemptsAreThoseThatTheLinesHave() throws SQLException {
        List<Map<String, Object>> found = answer("Was it worth trying again?");
        String others = "SELECT count(DISTINCT (folder, runId, attempt, event)) AS ended FROM lines"
                + " WHERE attempt <> '1' AND event IN ('exit', 'killed')";
        assertThat(sum(found, "ended")).isEqualTo(sum(rows(others), "ended")).isPositive();
        assertThat(sum(found, "succeeded")).isPositive().isLessThan(sum(found, "ended"));
    }

    @Test
    void whatWasKeptAnswersLikeTheFiles() throws IOException, SQLException {
        try (Connection other = connect()) {
            try (Statement statement = other.createStatement()) {
                statement.execute(QUERIES.get(""));
            }
            for (String heading :
                    List.of("Which hosts are worst?", "What is waited for most?", "Does it get better?")) {
                assertThat(rows(other, QUERIES.get(heading)).toString())
                        .isEqualTo(answer(heading).toString());
            }
        }
    }
}
