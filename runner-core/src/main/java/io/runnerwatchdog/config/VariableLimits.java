package io.runnerwatchdog.config;

import io.runnerwatchdog.run.LimitOverrides;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The limits that an operator sets for one call, by environment variables. */
final class VariableLimits {
    private static final long ONE_YEAR = Duration.ofDays(365).toMillis();

    private VariableLimits() {}

    static LimitOverrides read(Map<String, String> environment, List<ConfigProblem> problems) {
        Optional<Duration> idle = limit("RUNNER_IDLE_MS", environment, problems);
        Optional<Duration> hard = limit("RUNNER_HARD_MS", environment, problems);
        Optional<Duration> grace = limit("RUNNER_GRACE_MS", environment, problems);
        if (idle.isPresent() && hard.isPresent() && idle.get().compareTo(hard.get()) >= 0) {
            problems.add(new ConfigProblem(
                    "RUNNER_IDLE_MS",
                    "$",
                    0,
                    0,
                    Long.toString(idle.get().toMillis()),
                    "less than RUNNER_HARD_MS, which is " + hard.get().toMillis()));
            return LimitOverrides.NONE;
        }
        return new LimitOverrides(idle, hard, grace, Optional.empty());
    }

    private static Optional<Duration> limit(
            String name, Map<String, String> environment, List<ConfigProblem> problems) {
        String text = environment.get(name);
        if (text == null) {
            return Optional.empty();
        }
        if (text.strip().matches("[1-9]\\d{0,11}") && Long.parseLong(text.strip()) <= ONE_YEAR) {
            return Optional.of(Duration.ofMillis(Long.parseLong(text.strip())));
        }
        problems.add(new ConfigProblem(
                name, "$", 0, 0, Shown.quoted(text), "a whole number of milliseconds from 1 to " + ONE_YEAR));
        return Optional.empty();
    }
}
