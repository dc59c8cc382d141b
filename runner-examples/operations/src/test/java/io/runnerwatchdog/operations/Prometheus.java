package io.runnerwatchdog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A Prometheus that is being asked. */
final class Prometheus {
    private final String api;
    private final Instant since = Instant.now();

    Prometheus(int port) {
        this.api = "http://127.0.0.1:" + port + "/api/v1/";
    }

    /** The series that answer now; where the question is for a range, with all their values in it. */
    List<JsonNode> ask(String question) throws IOException {
        return result("query?query=" + Http.encoded(question));
    }

    /** The series that answer at any second since it runs. */
    List<JsonNode> askSinceStart(String question) throws IOException {
        return result("query_range?step=1&start=" + since.getEpochSecond() + "&end="
                + Instant.now().getEpochSecond() + "&query=" + Http.encoded(question));
    }

    private List<JsonNode> result(String path) throws IOException {
        JsonNode answer = Http.json(api + path);
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException(answer.toString());
        }
        return Shipped.each(answer.at("/data/result")).toList();
    }

    /** Whether some value in a series is a number. */
    static boolean hasNumber(JsonNode series) {
        return values(series)
                .map(value -> value.path(1).asText())
                .anyMatch(value -> !value.equals("NaN") && !value.endsWith("Inf"));
    }

    /** Pairs of time and value, oldest first. */
    static Stream<JsonNode> values(JsonNode series) {
        return series.has("value") ? Stream.of(series.path("value")) : Shipped.each(series.path("values"));
    }

    static String label(JsonNode series, String name) {
        return series.path("metric").path(name).asText();
    }
}
