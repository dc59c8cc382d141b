package io.runnerwatchdog.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.run.Liveness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
    private static final Map<String, String> TRUTHS = Map.of(
            "io",
            "io_wait",
            "network",
            "network",
            "lock",
            "lock",
            "hang",
            "child_hang",
            "cpu",
            "cpu_starve",
            "input",
            "input_wait",
            "busy",
            "busy",
            "healthy",
            "none");

    @TempDir
    private Path directory;

    @Test
    void eachGroupHoldsItsOwnCauseAndEnoughOfIt() throws Exception {
        Map<String, Integer> least =
                Map.of("io", 8, "network", 14, "lock", 10, "hang", 9, "cpu", 5, "input", 6, "busy", 5, "healthy", 5);
        for (String group : TRUTHS.keySet()) {
            assertThat(select(group))
                    .hasSizeGreaterThanOrEqualTo(least.get(group))
                    .hasOnlyElementsOfType(CauseScenario.class)
                    .allSatisfy(scenario -> assertThat(scenario.expected()).isEqualTo(TRUTHS.get(group)));
        }
    }

    @Test
    void eachGroupIsOfCausesOrOfDrills() throws Exception {
        assertThat(Library.GROUPS).containsAll(TRUTHS.keySet()).containsAll(Drills.GROUPS);
        for (String group : Drills.GROUPS) {
            assertThat(select(group))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .hasOnlyElementsOfType(Drill.class)
                    .allSatisfy(drill -> assertThat(drill.group()).isEqualTo(group))
                    .allSatisfy(drill -> assertThat(drill.name()).startsWith(group + "-"))
                    .noneMatch(Scenario::parallel);
        }
    }

    @Test
    void noNameIsUsedTwice() throws Exception {
        assertThat(select("all").stream().collect(Collectors.groupingBy(Scenario::name)))
                .allSatisfy((name, scenarios) -> assertThat(scenarios).as(name).hasSize(1));
    }

    @Test
    void eachSaysWhyInOneSentence() throws Exception {
        assertThat(select("all"))
                .allSatisfy(scenario -> assertThat(scenario.why()).matches("[^.]+(\\.[^.\\s]+[^.]*)*\\."));
    }

    @Test
    void whatIsHealthyIsJudgedByItsProgressAndLastsLongerThanItsIdleLimit() throws Exception {
        assertThat(select("healthy")).allSatisfy(each -> {
            CauseScenario scenario = (CauseScenario) each;
            assertThat(scenario.terms().liveness()).isEqualTo(Liveness.PROGRESS);
            assertThat(scenario.terms().atLeast())
                    .isGreaterThan(scenario.terms().idle().multipliedBy(2));
        });
    }

    @Test
    void someNeedNothingSpecial() throws Exception {
        assertThat(select("all").stream().filter(Scenario::isSafe)).hasSizeGreaterThan(50);
    }

    @Test
    void whatIsSelectedTwiceRunsOnce() throws Exception {
        List<Scenario> io = select("io");
        assertThat(Library.of(Optional.empty())
                        .select(List.of("io", "io"), List.of(io.get(0).name())))
                .isEqualTo(io);
    }

    @Test
    void aFileOfOnesOwnBringsItsAttachments() throws Exception {
        Files.writeString(directory.resolve("data.txt"), "text");
        Path file = Files.writeString(
                directory.resolve("mine.json"),
                "{\"group\":\"mine\",\"scenarios\":[{\"name\":\"mine\",\"why\":\"It is mine.\",\"expected\":\"busy\","
                        + "\"command\":\"true\",\"files\":[\"data.txt\"]}]}");

        assertThat(Library.of(Optional.of(file)).select(List.of("custom"), List.of()))
                .singleElement()
                .satisfies(
                        scenario -> assertThat(scenario.files().get("data.txt").openStream())
                                .hasContent("text"));
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> select("disk"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("expected a group, one of io, network,")
                .hasMessageContaining("found \"disk\"");
        assertThatThrownBy(() -> select("custom")).hasMessageContaining("custom with --scenario NAME");
        assertThatThrownBy(() -> Library.of(Optional.empty()).select(List.of(), List.of("psql-row")))
                .hasMessageStartingWith("no such scenario: psql-row; did you mean psql-row-lock?")
                .hasMessageContaining("--dry-run lists them, --scenario-file brings your own");
        assertThatThrownBy(() -> select("psql-row-lock"))
                .hasMessageEndingWith("which is a scenario: custom --scenario psql-row-lock");
        assertThatThrownBy(() -> select("netwrok")).hasMessageEndingWith("found \"netwrok\"; did you mean network?");
    }

    private static List<Scenario> select(String group) throws Exception {
        return Library.of(Optional.empty()).select(List.of(group), List.of());
    }
}
