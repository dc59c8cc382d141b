package io.runnerwatchdog.cli.config;

import io.runnerwatchdog.cli.terminal.Table;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What holds for the steps of one environment and command type.
 *
 * @param idleMillis empty where it never comes
 */
public record EffectiveLimits(
        String environment, String type, Optional<Long> idleMillis, long hardMillis, long graceMillis, int attempts) {

    /** For each environment and command type that is named, and for those that are not. */
    public static List<EffectiveLimits> all(RunnerConfig config) {
        List<EffectiveLimits> all = new ArrayList<>();
        for (String environment : withDefault(config.environments())) {
            for (String type : withDefault(config.commandTypes())) {
                all.add(of(config, environment, type));
            }
        }
        return all;
    }

    /** @throws IllegalArgumentException if no command can be of that environment or type */
    public static EffectiveLimits of(RunnerConfig config, String environment, String type) {
        Command command = Command.of("true").type(type).environment(environment);
        Limits limits = config.limitsFor(command, LimitOverrides.NONE);
        return new EffectiveLimits(
                environment,
                type,
                Optional.of(limits.idle())
                        .filter(idle -> !idle.equals(Limits.NEVER))
                        .map(Duration::toMillis),
                limits.hard().toMillis(),
                limits.grace().toMillis(),
                config.retryFor(command).attempts());
    }

    private static Set<String> withDefault(Set<String> names) {
        Set<String> all = new LinkedHashSet<>(names);
        all.add(Command.DEFAULT_NAME);
        return all;
    }

    public static Table table(List<EffectiveLimits> all) {
        Table table = new Table("environment", "command type", "idle", "hard", "grace", "attempts");
        for (EffectiveLimits each : all) {
            table.row(
                    each.environment,
                    each.type,
                    each.idle(),
                    each.hard(),
                    millis(each.graceMillis),
                    Integer.toString(each.attempts));
        }
        return table;
    }

    /** For people. */
    public String idle() {
        return idleMillis.map(EffectiveLimits::millis).orElse("never");
    }

    /** For people. */
    public String hard() {
        return millis(hardMillis);
    }

    public static String millis(long value) {
        return value + " ms";
    }
}
