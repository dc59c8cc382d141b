package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static Report report() {
        Tally tally = new Tally(Period.day(LocalDate.of(2026, 11, 24), ZoneOffset.UTC));
        tally.reachesBackTo(Instant.parse("2026-11-20T00:00:00Z"));
        tally.add(Line.stall(NOON, "network")
                .with("host", "\u202e\"evil\"\n")
                .chain("sh[1] waits for git[2]")
                .record());
        tally.add(Line.killed(NOON, 12_345).record());
        return tally.report(NOON);
    }

    @Test
    void whatWasCountedIsWritten() throws IOException {
        StringWriter out = new StringWriter();

        ReportJson.write(report(), out);

        assertThat(out.toString())
                .startsWith("{\n  \"version\" : 1,")
                .endsWith("}\n")
                .contains(
                        "\"from\" : \"2026-11-24T00:00:00Z\"",
                        "\"killed\" : 1,",
                        "\"failureRate\" : 1.0,",
                        "\"id\" : \"failure-rate\",\n    \"outcome\" : \"not-judged\",\n    \"value\" : null,",
                        "\"name\" : \"\\u202E\\\"evil\\\"\\n\",",
                        "\"tookMs\" : 12345,",
                        "\"links\" : [ \"sh waits for git\" ],",
                        "\"newestRunId\" : \"00112233445566778899aabbccddeeff\"");
    }

    @Test
    void theCriteriaAloneHaveTheSameForm() throws IOException {
        StringWriter out = new StringWriter();

        ReportJson.writeCriteria(report(), out);

        assertThat(names(out.toString()))
                .containsExactlyInAnyOrder(
                        "version",
                        "period",
                        "from",
                        "to",
                        "zone",
                        "madeAt",
                        "lines",
                        "inPeriod",
                        "read",
                        "unreadable",
                        "duplicates",
                        "criteria",
                        "id",
                        "outcome",
                        "value",
                        "limit",
                        "worstAt",
                        "latest");
    }

    @Test
    void eachNameIsDocumented() throws IOException {
        StringWriter out = new StringWriter();
        ReportJson.write(report(), out);

        String documented = Files.readString(Path.of("..", "..", "docs", "reports.md"));

        assertThat(names(out.toString())).allMatch(name -> documented.contains("`" + name + "`"));
    }

    private static Set<String> names(String json) throws IOException {
        Set<String> names = new TreeSet<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                }
            }
        }
        return names;
    }
}
