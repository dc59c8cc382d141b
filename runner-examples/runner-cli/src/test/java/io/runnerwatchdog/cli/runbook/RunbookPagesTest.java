package io.runnerwatchdog.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.cli.runbook.Page.Fence;
import io.runnerwatchdog.cli.runbook.Page.Heading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages for operators fit together: both languages say the same, links lead somewhere, tables name real commands. */
class RunbookPagesTest {
    private static final Path DOCS = Page.DOCS;
    private static final Pattern TYPED_NOW = Pattern.compile("\\| `((?:[^`\\\\]|\\\\.)+)` \\|$", Pattern.MULTILINE);

    @Test
    void bothLanguagesHaveTheSameOutlineCommandsAndAnswers() throws IOException {
        Page english = Page.read(Page.ENGLISH);
        Page turkish = Page.read(Page.TURKISH);

        assertThat(english.headings()).hasSizeGreaterThan(30);
        assertThat(outline(turkish)).isEqualTo(outline(english));
        assertThat(commands(turkish)).isEqualTo(commands(english));
        assertThat(shown(turkish)).isEqualTo(shown(english));
        assertThat(targets(turkish)).isEqualTo(targets(english));
    }

    @Test
    void allLinksLeadSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Page page : Page.ofOperators()) {
            page.links().stream()
                    .filter(link -> !leadsSomewhere(page, link))
                    .forEach(link -> dead.add(page.name() + " -> " + link));
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void aLinkToNoFileAndOneToNoHeadingAreDead() {
        Page page = Page.parse("RUNNER_INCIDENT_RUNBOOK.md", "# Here it is, (really)!\n[a](#here-it-is-really)");

        assertThat(leadsSomewhere(page, "#here-it-is-really")).isTrue();
        assertThat(leadsSomewhere(page, "#there")).isFalse();
        assertThat(leadsSomewhere(page, "operate.md#evidence")).isTrue();
        assertThat(leadsSomewhere(page, "operate.md#no-such-heading")).isFalse();
        assertThat(leadsSomewhere(page, "no-such-page.md")).isFalse();
    }

    @Test
    void whatIsTypedNowInPlaceOfTheOldCommandsStandsInABlockToo() throws IOException {
        for (Path runbook : List.of(Page.ENGLISH, Page.TURKISH)) {
            Page page = Page.read(runbook);
            List<String> typed = TYPED_NOW
                    .matcher(page.prose())
                    .results()
                    .map(now -> now.group(1).replace("\\|", "|"))
                    .filter(now -> now.contains(" "))
                    .toList();

            assertThat(typed).hasSizeGreaterThanOrEqualTo(18);
            assertThat(page.shell().stream().flatMap(block -> block.commands().stream()))
                    .containsAll(typed);
        }
    }

    @Test
    void theRunbookIsReachedFromWhereOperatorsLook() throws IOException {
        assertThat(Files.readString(DOCS.resolve("../README.md"))).contains("(docs/RUNNER_INCIDENT_RUNBOOK.md)");
        assertThat(Page.read(DOCS.resolve("operate.md")).links()).contains("RUNNER_INCIDENT_RUNBOOK.md");
    }

    private static List<Integer> outline(Page page) {
        return page.headings().stream().map(Heading::level).toList();
    }

    private static List<List<String>> commands(Page page) {
        return page.shell().stream().map(Fence::commands).toList();
    }

    private static List<Optional<String>> shown(Page page) {
        return page.shell().stream().map(Fence::shown).toList();
    }

    /** The files that it leads to, but for the other language; anchors are words of a language. */
    private static List<Path> targets(Page page) {
        return page.links().stream()
                .map(link -> file(page, link))
                .filter(file -> !file.endsWith("RUNNER_INCIDENT_RUNBOOK.md"))
                .toList();
    }

    private static boolean leadsSomewhere(Page page, String link) {
        if (link.startsWith("https://")) {
            return true;
        }
        Path file = file(page, link);
        int anchor = link.indexOf('#');
        if (!Files.exists(file)) {
            return false;
        }
        try {
            Page target = link.startsWith("#") ? page : Page.read(file);
            return anchor < 0 || anchors(target).anyMatch(link.substring(anchor + 1)::equals);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Stream<String> anchors(Page page) {
        return page.headings().stream().map(Heading::anchor);
    }

    private static Path file(Page page, String link) {
        Path self = DOCS.resolve(page.name());
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? self : self.resolveSibling(path).normalize();
    }
}
