package io.runnerwatchdog.operations;

import static io.runnerwatchdog.operations.Shipped.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.operations.Shipped.Rule;
import io.runnerwatchdog.operations.Tool.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The configuration of Alertmanager: who is told, what inhibits what. */
@Tag("process")
@NeedsTools(Tool.AMTOOL)
@ExtendWith(NoResidue.class)
class RoutesTest {
    private static final Map<String, String> RECEIVERS =
            Map.of("critical", "runner-oncall", "warning", "runner-team", "info", "runner-log");

    private static final Pattern ALERT_NAMES = Pattern.compile("alertname=~?\"([^\"]+)\"");

    @Test
    void theConfigurationIsGood() throws Exception {
        Outcome outcome = Tool.AMTOOL.run(Shipped.PROMETHEUS, "check-config", Shipped.ALERTMANAGER_CONFIG.toString());

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("4 inhibit rules", "3 receivers");
    }

    @Test
    void eachSeverityReachesTheReceiverThatIsMeant() throws Exception {
        Map<String, String> reached = new TreeMap<>();
        for (String severity : RECEIVERS.keySet()) {
            reached.put(severity, receiverOf("severity=" + severity));
        }
        assertThat(reached).isEqualTo(RECEIVERS);
        assertThat(severitiesOfAlerts()).isEqualTo(RECEIVERS.keySet());
    }

    @Test
    void whatHasNoSeverityThatIsKnownIsReadBySomebodyAllTheSame() throws Exception {
        assertThat(receiverOf("severity=crtical")).isEqualTo("runner-team");
        assertThat(receiverOf("alertname=Watchdog")).isEqualTo("runner-team");
    }

    private static String receiverOf(String label) throws InterruptedException {
        Outcome outcome = Tool.AMTOOL.run(
                Shipped.PROMETHEUS, "config", "routes", "test", "--config.file=" + Shipped.ALERTMANAGER_CONFIG, label);
        assertThat(outcome.code()).as(outcome.output()).isZero();
        return outcome.out();
    }

    private static Set<String> severitiesOfAlerts() throws IOException {
        return Shipped.alerts().stream()
                .map(alert -> alert.labels().get("severity"))
                .collect(Collectors.toSet());
    }

    @Test
    void inhibitionNamesAlertsThatThereAre() throws Exception {
        Set<String> alerts = Shipped.alerts().stream().map(Rule::name).collect(Collectors.toSet());
        List<String> named = each(Shipped.yaml(Shipped.ALERTMANAGER_CONFIG).path("inhibit_rules"))
                .flatMap(rule -> each(rule.path("source_matchers")).map(JsonNode::asText))
                .flatMap(matcher -> ALERT_NAMES.matcher(matcher).results())
                .flatMap(found -> Set.of(found.group(1).split("\\|")).stream())
                .toList();

        assertThat(named).hasSize(4).allSatisfy(name -> assertThat(alerts).contains(name));
    }
}
