package io.runnerwatchdog.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.runnerwatchdog.report.ReportJson;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FleetJsonTest {
    private static String json(FleetReport fleet) throws IOException {
        StringWriter text = new StringWriter();
        FleetJson.write(fleet, text);
        return text.toString();
    }

    @Test
    void theDailyReportIsInItUnderTheSameNames() throws IOException {
        FleetReport fleet = FleetEvidence.report("h");
        StringWriter daily = new StringWriter();
        ReportJson.write(fleet.report(), daily);

        String withoutEnd = daily.toString().replaceFirst("\\s*}\\s*\\z", "");

        assertThat(json(fleet)).startsWith(withoutEnd + ",").endsWith("}\n").contains("\"duplicates\" : 3");
    }

    @Test
    void whatWasFoundIsWritten() throws IOException {
        assertThat(json(FleetEvidence.report("\u202e<h>\"")))
                .matches("[\\x20-\\x7e\\n]*")
                .contains(
                        "\"host\" : \"\\u202E<h>\\\"5\",",
                        "\"topCause\" : \"io_wait\",\n    \"firstStall\" : \"2026-11-24T00:00:00Z\",",
                        "\"topCause\" : null,\n    \"firstStall\" : null,",
                        "\"hostsLeftOut\" : false,",
                        "\"judged\" : 16,\n    \"medianPerThousand\" : 0.0,",
                        "\"origin\" : \"\\u202E<h>\\\"0\",\n    \"hosts\" : 3,\n    \"spanMs\" : 21600000,",
                        "\"isNew\" : true");
    }

    @Test
    void eachNameIsDocumented() throws IOException {
        String documented = Files.readString(Path.of("..", "..", "docs", "reports.md"));

        assertThat(names(json(FleetEvidence.report("h")))).allMatch(name -> documented.contains("`" + name + "`"));
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
