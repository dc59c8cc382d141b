package io.runnerwatchdog.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.cli.runbook.Page.Heading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each alert has a page, each page an alert. */
class AlertPagesTest {
    private static final Path RULES = Page.DOCS.resolve("operations/prometheus");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)(.*?)(?=- alert: |\\z)", Pattern.DOTALL);
    private static final Pattern LABEL_OR_NOTE =
            Pattern.compile("^ +(severity|runbook_url): (\\S+)$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("\\b(?:Runner[A-Z]\\w+|CanaryAutoSkipHappening)\\b");

    @Test
    void eachAlertHasAPageAndEachPageAnAlert() throws IOException {
        assertThat(Page.alerts().stream()
                        .map(page -> page.getFileName().toString().replace(".md", "")))
                .hasSizeGreaterThanOrEqualTo(8)
                .containsExactlyElementsOf(alerts().keySet());
    }

    @Test
    void eachAlertLeadsToItsPage() throws IOException {
        Path repository = Page.DOCS.getParent();

        assertThat(alerts()).allSatisfy((alert, notes) -> {
            String url = notes.getOrDefault("runbook_url", "");
            assertThat(url).endsWith("docs/operations/alerts/" + alert + ".md");
            assertThat(repository.resolve(url.substring(url.indexOf("docs/")))).exists();
        });
    }

    @Test
    void eachPageHasItsFourPartsAndTheSeverityOfItsAlert() throws IOException {
        Map<String, Map<String, String>> alerts = alerts();
        for (Path file : Page.alerts()) {
            Page page = Page.read(file);
            String alert = file.getFileName().toString().replace(".md", "");

            assertThat(page.headings())
                    .as(page.name())
                    .containsExactly(
                            new Heading(1, alert),
                            new Heading(2, "Meaning"),
                            new Heading(2, "Impact"),
                            new Heading(2, "Diagnosis"),
                            new Heading(2, "Mitigation"));
            assertThat(page.prose()).contains("\n" + alerts.get(alert).get("severity") + " · [all alerts](README.md)");
        }
    }

    @Test
    void theIndexHasAllOfThemWithTheirSeverity() throws IOException {
        String index = Files.readString(Page.ALERTS.resolve("README.md"));

        assertThat(alerts())
                .allSatisfy((alert, notes) -> assertThat(index)
                        .contains("| [" + alert + "](" + alert + ".md) | " + notes.get("severity") + " |"));
    }

    @Test
    void noPageNamesAnAlertThatIsNotThere() throws IOException {
        Map<String, Map<String, String>> alerts = alerts();
        for (Page page : Page.ofOperators()) {
            assertThat(NAMED.matcher(page.prose()).results().map(named -> named.group()))
                    .as(page.name())
                    .allMatch(alerts::containsKey);
        }
    }

    /** Of each alert in the rules, what its labels and annotations say that matters here. */
    private static Map<String, Map<String, String>> alerts() throws IOException {
        Map<String, Map<String, String>> alerts = new TreeMap<>();
        for (Path file : rules()) {
            Matcher alert = ALERT.matcher(Files.readString(file));
            while (alert.find()) {
                Map<String, String> notes = new TreeMap<>();
                LABEL_OR_NOTE
                        .matcher(alert.group(2))
                        .results()
                        .forEach(note -> notes.put(note.group(1), note.group(2)));
                alerts.put(alert.group(1), notes);
            }
        }
        return alerts;
    }

    private static List<Path> rules() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.filter(file -> file.toString().endsWith(".rules.yml"))
                    .sorted()
                    .toList();
        }
    }
}
