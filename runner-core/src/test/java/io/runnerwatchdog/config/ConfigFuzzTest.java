package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.Fuzz;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("fuzz")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class ConfigFuzzTest {
    private static final List<String> CORPUS = List.of(
            """
            {
              "timeouts": {"idle_ms": 12000, "hard_ms": 45000, "grace_ms": 4000, "warn_ms": 9000},
              "environments": {"ci": {"idle_ms": 20000}, "production": {"hard_ms": 90000}},
              "command_types": {"build": {"idle_ms": 60000, "hard_ms": 600000, "retry_count": 2}, "test": {}},
              "metrics": {"enabled": true, "endpoint": "http://127.0.0.1:4001/metrics", "timeout_ms": 500},
              "logging": {"evidence_dir": "evidence/runner"},
              "security": {"allowed_commands": ["mvn", "git"], "blocked_patterns": ["rm -rf /", "sudo"]}
            }
            """,
            "{}",
            "{\"timeouts\":{\"idle_ms\":1}}",
            "{\"command_types\":{\"a\":{\"idle_ms\":1e3},\"a\":{\"idle_ms\":\"x\"}}}",
            "[]",
            "null");
    private static final List<String> WORDS = Fuzz.withJson(
            "1E-2",
            "0x1",
            "\"timeouts\":{",
            "\"idle_ms\":",
            "\"hard_ms\":1,",
            "\"environments\":{\"ci\":",
            "\"command_types\":{\"a b\":",
            "\"metrics\":",
            "\"endpoint\":\"http://[\"",
            "\"security\":{",
            "//",
            "/*",
            "\n",
            "\ufeff",
            "\"blocked_patterns\":[\"\"]",
            "\"retry_count\":-1");

    @Test
    void anyTextIsReadOrRefused() {
        new Fuzz("config reader", CORPUS, WORDS).run(text -> {
            try {
                RunnerConfig config = RunnerConfig.parse(text, "fuzz.json");
                config.limitsFor(Command.of("x").type("build").environment("ci"), LimitOverrides.NONE);
            } catch (ConfigException refused) {
                assertThat(refused.problems()).isNotEmpty();
            }
        });
    }
}
