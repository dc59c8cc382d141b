package io.runnerwatchdog.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The limits that an operator sets for one call, by environment variables. */
final class VariableLimits {
    private VariableLimits() {}

    static LimitLevel read(Map<String, String> environment, List<ConfigProblem> problems) {
        Optional<Placed<Duration>> idle = limit("RUNNER_IDLE_MS", environment, problems);
        Optional<Placed<Duration>> hard = limit("RUNNER_HARD_MS", environment, problems);
        Optional<Placed<Duration>> grace = limit("RUNNER_GRACE_MS", environment, problems);
        if (idle.isPresent()
                && hard.isPresent()
                && idle.get().value().compareTo(hard.get().value()) >= 0) {
            problems.add(new ConfigProblem(
                    "RUNNER_IDLE_MS",
                    "$",
                    0,
                    0,
                    Long.toString(idle.get().value().toMillis()),
                    "less than RUNNER_HARD_MS, which is " + hard.get().value().toMillis()));
            return LimitLevel.NONE;
        }
        return new LimitLevel(idle, hard, grace);
    }

    private static Optional<Placed<Duration>> limit(
            String name, Map<String, String> environment, List<ConfigProblem> problems) {
        String text = environment.get(name);
        if (text == null) {
            return Optional.empty();
        }
        if (text.strip().matches("[1-9]\\d{0,11}") && Long.parseLong(text.strip()) <= SectionReader.ONE_YEAR) {
            return Optional.of(new Placed<>(Duration.ofMillis(Long.parseLong(text.strip())), name, Placed.NOWHERE));
        }
        problems.add(new ConfigProblem(
                name,
                "$",
                0,
                0,
                Shown.quoted(text),
                "a whole number of milliseconds from 1 to " + SectionReader.ONE_YEAR));
        return Optional.empty();
    }
}
