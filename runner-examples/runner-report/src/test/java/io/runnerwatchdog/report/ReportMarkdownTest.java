package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ReportMarkdownTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Period DAY = Period.day(LocalDate.of(2026, 11, 24), ZoneOffset.UTC);

    private static String markdown(Line... lines) throws IOException {
        Tally tally = new Tally(DAY);
        for (Line line : lines) {
            tally.add(line.record());
        }
        StringWriter text = new StringWriter();
        ReportMarkdown.write(tally.report(NOON), text);
        return text.toString();
    }

    @Test
    void figuresStandInTables() throws IOException {
        String text = markdown(
                Line.stall(NOON, "network").chain("sh[1] waits for git[2]", "git[2] connect tcp 10.0.0.1:22"),
                Line.killed(NOON, 61_500).with("command", "git fetch"),
                Line.success(NOON, 400));

        assertThat(text.lines())
                .contains(
                        "# Runner Watchdog: 2026-11-24 00:00:00 to 2026-11-25 00:00:00 Z",
                        "| P95 duration | 1 min 1 s | - | - | `< 60 s` | FAIL |",
                        "| `network` | 1 |",
                        "| 2026-11-24 12:00:00 | 1 | `network` 1 | 2 | 1 |",
                        "| `build` | `ci` | 1 | 2 | 50.0 % | 401 ms | 1 min 1 s | 1 min 1 s | 1 min 1 s |",
                        "| 1 min 1 s | 2026-11-24 12:00:00 | killed | `build` | `ci` | `h1` | `git fetch` |"
                                + " `00112233445566778899aabbccddeeff` |",
                        "| 1 | `network` | `sh waits for git` → `git connect tcp 10.0.0.1:22` | 1 |"
                                + " 2026-11-24 12:00:00 | 2026-11-24 12:00:00 | `00112233445566778899aabbccddeeff` |");
    }

    @Test
    void ofNothingThereAreNoEmptyTables() throws IOException {
        assertThat(markdown()).doesNotContain("Stalls by", "Slowest", "Wait chains", "Hours");
    }

    @Property(tries = 200)
    void noTextBreaksARow(@ForAll("hostile") String text) throws IOException {
        String report = markdown(
                Line.stall(NOON, "lock").chain(text).with("host", text).with("commandType", text),
                Line.killed(NOON, 1).with("command", text).with("environment", text));

        List<String> rows = report.lines().filter(line -> line.startsWith("|")).toList();
        long columns = 0;
        for (int i = 0; i < rows.size(); i++) {
            columns = i + 1 < rows.size() && rows.get(i + 1).startsWith("| ---") ? borders(rows.get(i)) : columns;
            assertThat(borders(rows.get(i))).as(rows.get(i)).isEqualTo(columns);
            assertThat(strictBorders(rows.get(i))).as(rows.get(i)).isEqualTo(columns);
        }
        assertThat(report.lines()).allMatch(line -> line.isEmpty() || "#|MN".indexOf(line.charAt(0)) >= 0);
    }

    /** Where a backslash protects the pipe behind it. */
    private static long borders(String row) {
        return row.replace("\\|", "").chars().filter(c -> c == '|').count();
    }

    /** Where a backslash protects any sign behind it, another backslash too. */
    private static long strictBorders(String row) {
        return row.replaceAll("\\\\\\p{Punct}", "")
                .chars()
                .filter(c -> c == '|')
                .count();
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.strings()
                .withChars("ab|\\`\n\r\u2028 <>*_[]()@".toCharArray())
                .ofMaxLength(12);
    }

    @Property(tries = 500)
    void codeShowsItsTextAndNothingElseEndsIt(@ForAll("hostile") String text) {
        String code = Markdown.code(text);
        if (code.equals(Shown.NOTHING)) {
            assertThat(Markdown.plain(text)).isBlank();
            return;
        }
        int fence = 0;
        while (code.charAt(fence) == '`') {
            fence++;
        }
        String inner = code.substring(fence, code.length() - fence);
        assertThat(code).endsWith("`".repeat(fence));
        // A run of exactly that many would end it early.
        assertThat(inner).doesNotContainPattern("(?<!`)`{" + fence + "}(?!`)");
    }
}
