package io.runnerwatchdog.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.operations.Shipped.Query;
import io.runnerwatchdog.operations.Shipped.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All names in rules, dashboard and pages are those of a scrape: the one that the meters' own test holds them to. */
class NamesTest {
    private static final Path SCRAPE =
            Shipped.PROJECT.resolve("runner-metrics/src/test/resources/io/runnerwatchdog/metrics/scrape.txt");

    /** What {@code runner serve} counts beside the meters; the test of the whole way finds it scraped. */
    static final String LINES_READ = "spark_runner_evidence_lines_total";

    /** What Prometheus adds to what it scrapes, to alerts, and what our rules add to them. */
    private static final Set<String> ADDED =
            Set.of("job", "instance", "alertname", "alertstate", "severity", "service");

    /** Labels whose values are a fixed set, so that a misspelt one would match nothing for ever. */
    private static final Set<String> CLOSED = Set.of("status", "event_type", "timeout_type", "root_cause");

    private static final Pattern SCRAPED = Pattern.compile("(?<![\\w:])spark_runner_\\w+(?![\\w:])");
    private static final Pattern RECORDED = Pattern.compile("\\w+:spark_runner_\\w+:\\w+");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern IN_TEMPLATE = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");
    private static final Pattern FAMILY = Pattern.compile("^# TYPE (\\S+)", Pattern.MULTILINE);

    @Test
    void whatRulesDashboardAndPagesReadIsScraped() throws Exception {
        Set<String> known = new TreeSet<>(found(SCRAPED, Files.readString(SCRAPE), 0));
        known.addAll(found(FAMILY, Files.readString(SCRAPE), 1));
        known.add(LINES_READ);

        assertThat(known).hasSizeGreaterThanOrEqualTo(15);
        assertThat(known).containsAll(found(SCRAPED, String.join("\n", expressions()), 0));
        for (Path page : pages()) {
            assertThat(known).as(page.toString()).containsAll(found(SCRAPED, Files.readString(page), 0));
        }
    }

    @Test
    void whatIsRecordedIsReadAndWhatIsReadIsRecorded() throws Exception {
        Set<String> recorded = Shipped.recordings().stream().map(Rule::name).collect(Collectors.toSet());

        assertThat(found(RECORDED, String.join("\n", expressions()), 0)).containsExactlyInAnyOrderElementsOf(recorded);
    }

    @Test
    void labelsAreThoseOfTheScrapeOrOfPrometheus() throws Exception {
        Set<String> known = new TreeSet<>(found(MATCHER, Files.readString(SCRAPE), 1));
        known.addAll(ADDED);

        Set<String> used = new TreeSet<>(found(MATCHER, String.join("\n", expressions()), 1));
        found(GROUPING, String.join("\n", expressions()), 1).stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .forEach(used::add);
        used.addAll(found(IN_TEMPLATE, String.join("\n", templates()), 1));

        assertThat(used).contains("environment", "root_cause", "status", "le");
        assertThat(known).containsAll(used);
    }

    @Test
    void valuesOfLabelsWithAFixedSetAreInTheScrape() throws Exception {
        Set<String> known = values(Files.readString(SCRAPE));
        Set<String> used = values(String.join("\n", expressions()));

        assertThat(used).contains("status failed", "status skipped");
        assertThat(known).containsAll(used);
    }

    private static Set<String> values(String text) {
        return MATCHER.matcher(text)
                .results()
                .filter(matcher -> CLOSED.contains(matcher.group(1)))
                .flatMap(matcher ->
                        Stream.of(matcher.group(2).split("\\|")).map(value -> matcher.group(1) + " " + value))
                .filter(value -> !value.contains("$"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        Shipped.recordings().stream().map(Rule::expr).forEach(expressions::add);
        Shipped.alerts().stream().map(Rule::expr).forEach(expressions::add);
        Shipped.queries().stream().map(Query::expr).forEach(expressions::add);
        Shipped.json(Shipped.DASHBOARD).findValuesAsText("definition").forEach(expressions::add);
        return expressions;
    }

    private static List<String> templates() throws IOException {
        return Stream.of(
                        Shipped.queries().stream().map(Query::legend),
                        Shipped.alerts().stream().flatMap(alert -> alert.annotations().values().stream()))
                .flatMap(Function.identity())
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Shipped.PROJECT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(Shipped.PROJECT.resolve("README.md")),
                            docs.filter(page -> page.toString().endsWith(".md")))
                    .toList();
        }
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
