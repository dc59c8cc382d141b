package io.runnerwatchdog.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of ways to run a forbidden command: what it says is what the policy does. */
class PolicyTableTest {
    private static final Path PAGE = Path.of("..", "docs", "policy.md");
    private static final Pattern ROW =
            Pattern.compile("\\| (\\d+) \\| (`{1,2}) ?(.+?) ?\\2 \\| (yes|no) \\| (yes|no) \\| (.+) \\|");
    private static final CommandPolicy NO_REMOVAL = CommandPolicy.everything().blocking(List.of("rm -rf"));
    private static final CommandPolicy NODE_ONLY = CommandPolicy.everything().allowing(List.of("node", "npm"));

    /** One row of the table. */
    private record Way(int number, String line, boolean blocked, boolean notAllowed, String why) {
        Command command() {
            return Command.of("bash", "-c", line);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void eachWayIsStoppedOrNotAsTheTableSays(Way way) {
        assertThat(NO_REMOVAL.refusal(way.command()).isPresent())
                .as("blocked_patterns: %s", NO_REMOVAL.refusal(way.command()))
                .isEqualTo(way.blocked());
        assertThat(NODE_ONLY.refusal(way.command()).isPresent())
                .as("allowed_commands: %s", NODE_ONLY.refusal(way.command()))
                .isEqualTo(way.notAllowed());
    }

    @Test
    void theTableHasFortyWaysThatAreStoppedAndNamesThoseThatAreNot() throws IOException {
        assertThat(ways().filter(Way::blocked)).hasSizeGreaterThanOrEqualTo(40);
        assertThat(ways().filter(way -> !way.blocked())).hasSizeGreaterThanOrEqualTo(20);
        assertThat(ways().filter(way -> !way.notAllowed())).hasSizeGreaterThanOrEqualTo(5);
        assertThat(ways()).allSatisfy(way -> assertThat(way.why()).isNotBlank());
    }

    @Test
    void noRowIsPassedOver() throws IOException {
        long rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .count();

        assertThat(ways()).hasSize((int) rows);
        assertThat(ways().map(Way::number))
                .containsExactlyElementsOf(
                        Stream.iterate(1, number -> number + 1).limit(rows).toList());
        assertThat(ways().map(Way::line)).doesNotHaveDuplicates();
    }

    /** The piece of code of the page. */
    @Test
    void theReasonSaysWhatWasFoundWhere() {
        CommandPolicy policy = CommandPolicy.everything()
                .allowing(List.of("node", "npm"))
                .blocking(List.of("rm -rf", "/git\\s+push\\s.*--force/"));
        Optional<String> reason = policy.refusal(Command.of("bash", "-c", "r''m -fr /"));
        assertThat(reason)
                .contains("the command holds the blocked pattern \"rm -rf\": \"r''m -fr /\", reached through bash -c");
        assertThat(policy.refusal(Command.of("git", "push", "origin", "--force")))
                .contains("the command holds the blocked pattern \"/git\\s+push\\s.*--force/\"");
        assertThat(policy.refusal(Command.of("npm", "ci"))).isEmpty();
    }

    private static Stream<Way> ways() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Way(
                        Integer.parseInt(row.group(1)),
                        row.group(3).replace("\\|", "|").replace('↵', '\n'),
                        row.group(4).equals("yes"),
                        row.group(5).equals("yes"),
                        row.group(6)));
    }
}
