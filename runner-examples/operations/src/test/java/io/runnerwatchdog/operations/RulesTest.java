package io.runnerwatchdog.operations;

import static io.runnerwatchdog.operations.Shipped.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.operations.Shipped.Rule;
import io.runnerwatchdog.operations.Tool.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rules, the configuration of Prometheus, and the unit tests of the rules: what Prometheus' own tool says of them. */
@Tag("process")
@NeedsTools(Tool.PROMTOOL)
@ExtendWith(NoResidue.class)
class RulesTest {
    private static final Pattern FOUND = Pattern.compile("(\\d+) rules found");
    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

    @Test
    void theRulesAreLintedWithoutAComplaint() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("check", "rules", "--lint=all", "--lint-fatal"));
        Shipped.RULES.stream().map(Path::toString).forEach(arguments::add);

        Outcome outcome = Tool.PROMTOOL.run(Shipped.PROMETHEUS, arguments.toArray(String[]::new));

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(FOUND.matcher(outcome.output())
                        .results()
                        .mapToInt(found -> Integer.parseInt(found.group(1)))
                        .sum())
                .isEqualTo(Shipped.recordings().size() + Shipped.alerts().size());
    }

    @Test
    void bothConfigurationsAreGoodAndNameTheRules() throws Exception {
        for (Path config : List.of(Shipped.PROMETHEUS_CONFIG, Shipped.FLEET_CONFIG)) {
            Outcome outcome = Tool.PROMTOOL.run(Shipped.PROMETHEUS, "check", "config", config.toString());

            assertThat(outcome.code()).as(outcome.output()).isZero();
            assertThat(outcome.output()).contains("3 rule files found");
        }
    }

    @Test
    void theUnitTestsOfTheRulesPass() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("test", "rules"));
        Shipped.unitTests().stream().map(Path::toString).forEach(arguments::add);

        Outcome outcome = Tool.PROMTOOL.run(Shipped.PROMETHEUS, arguments.toArray(String[]::new));

        assertThat(outcome.code()).as(outcome.output()).isZero();
    }

    @Test
    void theRunbooksOwnTwoAreWordForWord() throws Exception {
        JsonNode rules = Shipped.yaml(Shipped.ALERTS).path("groups").path(0).path("rules");

        assertThat(each(rules).map(RulesTest::wording))
                .containsExactly(
                        "RunnerStallFastBurn: rate(spark_runner_stalls_total[5m]) > 0.2 for 10m critical",
                        "RunnerStallSlowBurn: rate(spark_runner_stalls_total[1h]) > 0.05 for 2h warning");
    }

    private static String wording(JsonNode rule) {
        return rule.path("alert").asText() + ": " + rule.path("expr").asText() + " for "
                + rule.path("for").asText() + " "
                + rule.path("labels").path("severity").asText();
    }

    @Test
    void eachAlertSaysHowBadItIsWhatItMeansAndWhereToRead() throws Exception {
        assertThat(Shipped.alerts()).hasSizeGreaterThanOrEqualTo(17).allSatisfy(alert -> {
            assertThat(alert.labels()).containsEntry("service", "runner-watchdog");
            assertThat(SEVERITIES).contains(alert.labels().get("severity"));
            assertThat(alert.annotations())
                    .containsOnlyKeys("runbook_url", "summary", "description")
                    .containsEntry("runbook_url", "docs/operations/alerts/" + alert.name() + ".md");
            assertThat(alert.annotations().get("summary")).isNotBlank().hasSizeLessThan(140);
            assertThat(alert.annotations().get("description")).isNotBlank().endsWith(".");
        });
    }

    @Test
    void eachAlertIsTestedToFireAndToKeepQuiet() throws Exception {
        assertThat(tested(true)).containsExactlyInAnyOrderElementsOf(names());
        assertThat(tested(false)).containsExactlyInAnyOrderElementsOf(names());
    }

    private static Set<String> names() throws IOException {
        return Shipped.alerts().stream().map(Rule::name).collect(Collectors.toSet());
    }

    /** The alerts that some unit test expects to fire, or not to. */
    private static Set<String> tested(boolean firing) throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        for (Path file : Shipped.unitTests()) {
            each(Shipped.yaml(file).path("tests"))
                    .flatMap(test -> each(test.path("alert_rule_test")))
                    .forEach(cases::add);
        }
        return cases.stream()
                .filter(one -> one.path("exp_alerts").isEmpty() != firing)
                .map(one -> one.path("alertname").asText())
                .collect(Collectors.toSet());
    }
}
