package io.runnerwatchdog.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.report.ReportMarkdown;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FleetMarkdownTest {
    private static String markdown(FleetReport fleet) throws IOException {
        StringWriter text = new StringWriter();
        FleetMarkdown.write(fleet, text);
        return text.toString();
    }

    @Test
    void theHostsStandBelowTheDailyReport() throws IOException {
        FleetReport fleet = FleetEvidence.report("h");
        StringWriter daily = new StringWriter();
        ReportMarkdown.write(fleet.report(), daily);

        String text = markdown(fleet);

        assertThat(text).startsWith(daily.toString()).contains(", 3 were there already.");
        assertThat(text.lines())
                .contains(
                        "| `h5` | 48 | 1000.0 | 48 | 0.0 % | 1.0 s | `io_wait` | 2026-11-24 00:00:00 | 2026-11-24 23:30:00 |",
                        "| `h4` | 0 | 0.0 | 48 | 0.0 % | 1.0 s | - | - | - |",
                        "Usual among 16 hosts: 0.0 stalls for each 1,000 ended steps.",
                        "| `h5` | 48 | 6.0 | 1000.0 | 4.4 | `io_wait` |",
                        "| `lock` | `h waits` | 3 | 6 h 0 min | `h0` | `h0` 2026-11-24 06:00:00, `h1` 2026-11-24 09:00:00,"
                                + " `h2` 2026-11-24 12:00:00 |",
                        "| 48 | `io_wait` | `hdisk waits` | 1 | 2026-11-24 00:00:00 | `h5` | 2026-11-24 23:30:00 | `h5` | new |");
    }

    @Test
    void ofNothingThereAreNoEmptyTables() throws IOException {
        assertThat(markdown(new FleetTally(FleetEvidence.DAY).report(FleetEvidence.DAY.to())))
                .doesNotContain("Hosts that", "## Hosts\n", "Wait chains that", "First and last");
    }

    @Property(tries = 30)
    void noTextBreaksARow(@ForAll("hostile") String text) throws IOException {
        List<String> rows = markdown(FleetEvidence.report(text))
                .lines()
                .filter(line -> line.startsWith("|"))
                .toList();

        long columns = 0;
        for (int i = 0; i < rows.size(); i++) {
            columns = i + 1 < rows.size() && rows.get(i + 1).startsWith("| ---") ? borders(rows.get(i)) : columns;
            assertThat(borders(rows.get(i))).as(rows.get(i)).isEqualTo(columns);
        }
    }

    /** Where a backslash protects the pipe behind it. */
    private static long borders(String row) {
        return row.replace("\\|", "").chars().filter(c -> c == '|').count();
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.strings()
                .withChars("ab|\\`\n\r\u2028 <>*_[]()@".toCharArray())
                .ofMaxLength(12);
    }
}
