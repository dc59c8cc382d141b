package io.runnerwatchdog.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.runnerwatchdog.operations.Shipped.Query;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What Grafana does to a question before it asks it.
 *
 * @param instance the hosts that are chosen, as an expression; of everything else all is chosen
 */
record Variables(String instance) {
    static final Variables ALL = new Variables(".+");

    private static final String RATE_INTERVAL = "15s";
    private static final String RANGE = "2m";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The question as it is asked over this time. */
    String filled(String expr, String rateInterval, String range) {
        String filled = expr.replace("$__rate_interval", rateInterval)
                .replace("$__range", range)
                .replaceAll("\\$instance\\b", instance)
                .replaceAll("\\$(job|environment|command_type|root_cause)\\b", ".+");
        if (filled.contains("$")) {
            throw new IllegalArgumentException("a variable that nobody fills: " + filled);
        }
        return filled;
    }

    /** What this Prometheus answers to it, over the last minutes. */
    List<JsonNode> ask(Prometheus prometheus, Query query) throws IOException {
        String question = filled(query.expr(), RATE_INTERVAL, RANGE);
        return query.instant() ? prometheus.ask(question) : prometheus.askSinceStart(question);
    }

    /** All panels and annotations show something, or will in a moment: what was recorded last is the last to be seen. */
    void assertEachQuestionHasAnAnswer(Prometheus prometheus) throws IOException {
        for (Query query : Shipped.queries()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ask(prometheus, query))
                            .as(query.where() + ": " + query.expr())
                            .anyMatch(Prometheus::hasNumber));
        }
    }
}
