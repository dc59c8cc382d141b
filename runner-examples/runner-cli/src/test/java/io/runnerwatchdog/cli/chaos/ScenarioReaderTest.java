package io.runnerwatchdog.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.run.Liveness;
import java.io.ByteArrayInputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
    private static final String LEAST =
            "\"name\":\"a\",\"why\":\"It waits.\",\"expected\":\"lock\",\"command\":\"true\"";

    @Test
    void whatIsNotSaidHasItsUsualValue() throws Exception {
        CauseScenario scenario = one(LEAST);

        assertThat(scenario.name()).isEqualTo("a");
        assertThat(scenario.group()).isEqualTo("mine");
        assertThat(scenario.truth()).isEqualTo(new Truth(Optional.of(RootCause.LOCK), List.of()));
        assertThat(scenario.needs()).isEmpty();
        assertThat(scenario.isSafe()).isTrue();
        assertThat(scenario.steps())
                .isEqualTo(new Steps(Optional.empty(), Optional.empty(), "true", Optional.empty(), Optional.empty()));
        assertThat(scenario.terms().stdin()).isEqualTo(Terms.StdinKind.CLOSED);
        assertThat(scenario.terms().idle()).isEqualTo(Duration.ofSeconds(3));
        assertThat(scenario.terms().hard()).isEqualTo(Duration.ofSeconds(23));
        assertThat(scenario.terms().liveness()).isEqualTo(Liveness.OUTPUT);
        assertThat(scenario.terms().parallel()).isFalse();
    }

    @Test
    void allThatCanBeSaidIsRead() throws Exception {
        CauseScenario scenario = one(
                LEAST
                        + ",\"accepted\":[\"network\"],\"needs\":[\"root\",\"tar\",\"/dev/fuse\",{\"what\":\"a swap\",\"line\":\"swapon\"}],"
                        + "\"prepare\":[\"one\",\"two\"],\"helper\":\"echo ready\",\"afterStart\":\"act\",\"cleanup\":\"undo\","
                        + "\"stdin\":\"silent\",\"idleMs\":500,\"hardMs\":900,\"liveness\":\"progress\",\"parallel\":true,\"atLeastMs\":7");

        assertThat(scenario.truth().accepted()).containsExactly(RootCause.NETWORK);
        assertThat(scenario.needs()).extracting(Need::describe).containsExactly("root", "tar", "/dev/fuse", "a swap");
        assertThat(scenario.isSafe()).isFalse();
        assertThat(scenario.steps())
                .isEqualTo(new Steps(
                        Optional.of("one\ntwo"),
                        Optional.of("echo ready"),
                        "true",
                        Optional.of("act"),
                        Optional.of("undo")));
        assertThat(scenario.terms())
                .isEqualTo(new Terms(
                        Terms.StdinKind.SILENT,
                        Duration.ofMillis(500),
                        Duration.ofMillis(900),
                        Liveness.PROGRESS,
                        Duration.ofMillis(7),
                        true));
    }

    @Test
    void healthIsAnExpectationToo() throws Exception {
        assertThat(one(LEAST.replace("lock", "none")).truth().isHealthy()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "lock\"       | locks\"                   | mine.json:2: scenarios[0].expected: found \"locks\", expected one of io_wait,",
                "\"name\"     | \"named\"                 | mine.json:2: scenarios[0].named: found an unknown key, expected one of name,",
                "\"why\":\"It waits.\", | ''              | mine.json:2: scenarios[0]: found no \"why\", expected one",
                "\"true\"     | 7                         | mine.json:2: scenarios[0].command: found 7, expected a text that is not empty",
                "\"true\"     | []                        | mine.json:2: scenarios[0].command: found an array, expected at least one line",
                "\"true\"     | [\"a\",3]                 | mine.json:2: scenarios[0].command[1]: found 3, expected a line of text",
                "\"a\"        | \"A b\"                   | mine.json:2: scenarios[0].name: found \"A b\", expected a name that matches",
                "\"true\"     | \"true\",\"idleMs\":0     | mine.json:2: scenarios[0].idleMs: found 0, expected a whole number from 1",
                "\"true\"     | \"true\",\"idleMs\":\"3\" | mine.json:2: scenarios[0].idleMs: found \"3\", expected a whole number from 1",
                "\"true\"     | \"true\",\"hardMs\":2999  | mine.json:2: scenarios[0].hardMs: found 2999, expected more than idleMs, which is 3000",
                "\"true\"     | \"true\",\"stdin\":\"x\"  | mine.json:2: scenarios[0].stdin: found \"x\", expected one of closed, silent",
                "\"true\"     | \"true\",\"parallel\":1   | mine.json:2: scenarios[0].parallel: found 1, expected true or false",
                "\"true\"     | \"true\",\"needs\":\"x\"  | mine.json:2: scenarios[0].needs: found \"x\", expected an array",
                "\"true\"     | \"true\",\"needs\":[{\"what\":\"x\"}] | mine.json:2: scenarios[0].needs[0]: found no \"line\", expected one",
                "\"true\"     | \"true\",\"files\":[\"../x\"] | mine.json:2: scenarios[0].files[0]: found \"../x\", expected the name of a file",
                "\"true\"     | \"true\",\"files\":[\"x\"] | mine.json:2: scenarios[0].files[0]: found \"x\", expected a file that is there",
                "\"true\"     | \"true\",\"accepted\":[\"lock\"] | mine.json:2: scenarios[0].accepted[0]: found \"lock\", expected a cause beside the expected one",
                "\"true\"     | \"true\",\"why\":\"x\"    | mine.json:2: found Duplicate field 'why'",
                "\"true\"     | oops                      | mine.json:2: found Unrecognized token 'oops'"
            })
    void whatIsWrongIsSaidWithPlaceFindingAndExpectation(String what, String by, String message) {
        assertThatThrownBy(() -> one(LEAST.replaceFirst(what, by)))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aNameIsUsedOnce() {
        assertThatThrownBy(() -> read("{\"group\":\"mine\",\"scenarios\":[\n{" + LEAST + "},\n{" + LEAST + "}]}"))
                .hasMessage(
                        "mine.json:3: scenarios[1].name: found \"a\", expected a name that is not used before (line 2)");
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> read("")).hasMessage("mine.json:1: found nothing, expected an object");
        assertThatThrownBy(() -> read("[]")).hasMessage("mine.json:1: found an array, expected an object");
        assertThatThrownBy(() -> read("{} {}"))
                .hasMessage("mine.json:1: found more after the end, expected one object");
        assertThatThrownBy(() -> read("{\"group\":\"mine\""))
                .hasMessageStartingWith("mine.json:1: found Unexpected end");
    }

    private static CauseScenario one(String members) throws Exception {
        return read("{\"group\":\"mine\",\"scenarios\":[\n{" + members + "}]}").get(0);
    }

    private static List<CauseScenario> read(String json) throws Exception {
        return new ScenarioReader("mine.json", name -> Optional.<URL>empty())
                .read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
