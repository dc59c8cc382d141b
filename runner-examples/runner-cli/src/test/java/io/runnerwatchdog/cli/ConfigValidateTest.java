package io.runnerwatchdog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.cli.Cli.Outcome;
import io.runnerwatchdog.fixture.NoResidue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
@ExtendWith(NoResidue.class)
class ConfigValidateTest {
    @TempDir
    private Path directory;

    @Test
    void aGoodFileShowsTheLimitsInForce() throws Exception {
        write("{\"timeouts\":{\"idle_ms\":9000},\n \"environments\":{\"ci\":{\"idle_ms\":8000,\"hard_ms\":25000}},\n"
                + " \"command_types\":{\"build\":{\"idle_ms\":30000,\"hard_ms\":300000,\"retry_count\":2}}}");

        Outcome outcome = new Cli(directory).call("config", "validate");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines())
                .containsExactly(
                        "ok: config/runner.json",
                        "environment  command type      idle       hard    grace  attempts",
                        "ci           build          8000 ms   25000 ms  4000 ms         2",
                        "ci           default        8000 ms   25000 ms  4000 ms         1",
                        "default      build         30000 ms  300000 ms  4000 ms         2",
                        "default      default        9000 ms   45000 ms  4000 ms         1");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws Exception {
        write("{\n  \"timeouts\": {\"idle_ms\": \"soon\", \"hard_msec\": 5},\n  \"colour\": 1\n}");

        Outcome outcome = new Cli(directory).call("config", "validate");

        assertThat(outcome.code()).isOne();
        assertThat(outcome.out().lines()).hasSize(4).last().isEqualTo("3 problems");
        assertThat(outcome.out())
                .contains("config/runner.json:2")
                .contains("timeouts.idle_ms")
                .contains("timeouts.hard_msec")
                .contains("hard_ms")
                .contains("config/runner.json:3")
                .contains("colour");
    }

    @Test
    void badVariablesAreListedBesideAllThatIsWrongWithTheFile() throws Exception {
        write("{\"timeout\": {}, \"shadow\": 1}");

        Outcome outcome = new Cli(directory).variable("RUNNER_IDLE_MS", "12s").call("config", "validate");

        assertThat(outcome.code()).isOne();
        assertThat(outcome.out().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("config/runner.json:1:13: $.timeout: found an unknown key")
                        && line.endsWith("(did you mean timeouts?)"))
                .contains("config/runner.json:1:27: $.shadow: found 1, expected true or false")
                .anyMatch(line -> line.startsWith("RUNNER_IDLE_MS: $: found \"12s\""))
                .last()
                .isEqualTo("3 problems");
    }

    @Test
    void whatIsDangerousIsAWarningAndOnlyStrictlyAnError() throws Exception {
        write("{\"environments\": {\"ci\": {\"hard_ms\": 5000}},\n \"security\": {\"allowed_commands\": []}}");

        Outcome lenient = new Cli(directory).call("config", "validate");
        Outcome strict = new Cli(directory).call("config", "validate", "--strict");

        assertThat(lenient.code()).isZero();
        assertThat(lenient.out().lines())
                .hasSize(6)
                .contains("ok: config/runner.json, with 2 warnings")
                .anyMatch(line -> line.startsWith("warning: config/runner.json:1:37: $.environments.ci.hard_ms: "))
                .anyMatch(line -> line.startsWith("warning: config/runner.json:2:35: $.security.allowed_commands: "))
                .contains("ci           default       never      5000 ms  4000 ms         1");
        assertThat(strict.code()).isOne();
        assertThat(strict.out().lines()).hasSize(6).contains("not good enough: config/runner.json, with 2 warnings");
    }

    @Test
    void programsGetOneDocument() throws Exception {
        write(
                "{\"timeouts\": {\"hard_ms\": 5000}, \"command_types\": {\"build\": {\"idle_ms\": 9, \"retry_count\": 2}}}");
        Files.writeString(directory.resolve("bad.json"), "{\"colour\": \"\\u001b\"}");

        Outcome good = new Cli(directory).call("config", "validate", "--json");
        Outcome strict = new Cli(directory).call("config", "validate", "--json", "--strict");
        Outcome bad = new Cli(directory).call("config", "validate", "--json", "bad.json");

        assertThat(good.code()).isZero();
        assertThat(good.out().lines())
                .singleElement()
                .asString()
                .startsWith("{\"file\":\"config/runner.json\",\"ok\":true,\"problems\":[],\"warnings\":["
                        + "{\"source\":\"config/runner.json\",\"path\":\"$.timeouts.hard_ms\",\"line\":1,\"column\":26,"
                        + "\"found\":\"5000\",\"danger\":\"")
                .endsWith("\"limits\":["
                        + "{\"environment\":\"default\",\"commandType\":\"build\",\"idleMs\":9,\"hardMs\":5000,"
                        + "\"graceMs\":4000,\"attempts\":2},"
                        + "{\"environment\":\"default\",\"commandType\":\"default\",\"hardMs\":5000,"
                        + "\"graceMs\":4000,\"attempts\":1}]}");
        assertThat(strict.code()).isOne();
        assertThat(strict.out()).contains("\"ok\":false");
        assertThat(bad.code()).isOne();
        assertThat(bad.out())
                .startsWith("{\"file\":\"bad.json\",\"ok\":false,\"problems\":[{\"source\":\"bad.json\","
                        + "\"path\":\"$.colour\",\"line\":1,\"column\":12,\"found\":\"an unknown key\",")
                .endsWith("\"warnings\":[],\"limits\":[]}\n");
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws Exception {
        Outcome outcome = new Cli(directory).call("config", "validate", "none.json");

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.out() + outcome.err()).contains("none.json");
    }

    private void write(String json) throws Exception {
        Files.createDirectories(directory.resolve("config"));
        Files.writeString(directory.resolve("config/runner.json"), json);
    }
}
