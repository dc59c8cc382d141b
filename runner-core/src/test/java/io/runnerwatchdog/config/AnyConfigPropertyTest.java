package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is thrown at it, a configuration either holds or is refused with its places; nothing else comes out. */
class AnyConfigPropertyTest {
    private static final List<String> KEYS = List.of(
            "timeouts",
            "environments",
            "command_types",
            "metrics",
            "logging",
            "security",
            "idle_ms",
            "hard_ms",
            "grace_ms",
            "retry_count",
            "retry",
            "causes",
            "after_failure",
            "delay_ms",
            "max_delay_ms",
            "auto_skip",
            "stalls",
            "window_ms",
            "shadow",
            "max_file_mb",
            "max_total_mb",
            "keep_days",
            "redact_patterns",
            "endpoint",
            "enabled",
            "timeout_ms",
            "evidence_dir",
            "allowed_commands",
            "blocked_patterns",
            "build",
            "ci",
            "a b",
            "",
            "\\u0000",
            "\\ud800",
            "idle-ms");
    private static final List<String> LEAVES = List.of(
            "0",
            "1",
            "5",
            "-1",
            "1.5",
            "1e400",
            "31536000000",
            "99999999999999999999999",
            "true",
            "false",
            "null",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"http://h:1\"",
            "\"http://h:70000\"",
            "\"http://[\"",
            "\"\\u001b[2J\\u202e\"");

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        assertReadOrRefused(text);
    }

    @Property(tries = 5000)
    void anyJsonIsReadOrRefused(@ForAll("documents") String json) {
        assertReadOrRefused(json);
    }

    @Property(tries = 3000)
    void anyCutAndAnyStrayCharacterIsReadOrRefused(
            @ForAll("documents") String json, @ForAll int place, @ForAll char stray) {
        int at = Math.floorMod(place, json.length() + 1);
        assertReadOrRefused(json.substring(0, at));
        assertReadOrRefused(json.substring(0, at) + stray + json.substring(at));
    }

    @Property
    void anyVariableIsReadOrRefused(@ForAll String idle, @ForAll String hard) {
        try {
            RunnerConfig config =
                    RunnerConfig.defaults().withVariables(Map.of("RUNNER_IDLE_MS", idle, "RUNNER_HARD_MS", hard));
            assertUsable(config);
        } catch (ConfigException refused) {
            assertSaysWhat(refused);
        }
    }

    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> sections = members(Arbitraries.lazy(this::values));
        return Arbitraries.frequencyOf(Tuple.of(9, sections), Tuple.of(1, values()));
    }

    private Arbitrary<String> values() {
        return Arbitraries.recursive(() -> Arbitraries.of(LEAVES), AnyConfigPropertyTest::nested, 0, 3);
    }

    private static Arbitrary<String> nested(Arbitrary<String> inner) {
        Arbitrary<String> items =
                inner.list().ofMaxSize(3).map(all -> all.stream().collect(Collectors.joining(",", "[", "]")));
        return Arbitraries.frequencyOf(Tuple.of(4, members(inner)), Tuple.of(1, items));
    }

    private static Arbitrary<String> members(Arbitrary<String> value) {
        Arbitrary<String> member =
                Combinators.combine(Arbitraries.of(KEYS), value).as((key, inside) -> "\"" + key + "\":" + inside);
        return member.list().ofMaxSize(5).map(all -> all.stream().collect(Collectors.joining(",\n", "{", "}")));
    }

    private static void assertReadOrRefused(String json) {
        try {
            assertUsable(RunnerConfig.parse(json, "any.json"));
        } catch (ConfigException refused) {
            assertSaysWhat(refused);
            assertThat(refused.problems()).allSatisfy(problem -> {
                assertThat(problem.source()).isEqualTo("any.json");
                assertThat(problem.path()).startsWith("$");
                assertThat(problem.line()).isPositive();
                assertThat(problem.column()).isPositive();
            });
            assertThat(refused.problems())
                    .isSortedAccordingTo(
                            Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column));
            assertThat(refused.problems()).doesNotHaveDuplicates();
        }
    }

    private static void assertUsable(RunnerConfig config) {
        Command command = Command.of("x").type("build").environment("ci");
        assertThat(config.limitsFor(command, LimitOverrides.NONE).hard()).isPositive();
        assertThat(config.retryFor(command).attempts()).isBetween(1, 100);
        assertThat(config.refusal(command)).isNotNull();
        assertThat(config.logging().largestTotal())
                .isGreaterThanOrEqualTo(config.logging().largestFile());
        assertThat(config.warnings()).doesNotContainNull();
    }

    private static void assertSaysWhat(ConfigException refused) {
        assertThat(refused.problems()).isNotEmpty();
        assertThat(refused.getMessage().lines()).hasSameSizeAs(refused.problems());
        assertThat(refused.getMessage().codePoints())
                .noneMatch(point -> Character.isISOControl(point) && point != '\n')
                .noneMatch(point -> Character.getType(point) == Character.FORMAT);
    }
}
