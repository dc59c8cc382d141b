package io.runnerwatchdog.config;

import io.runnerwatchdog.run.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds limits that are dangerous, or that only are so together: a step's limits may come from several levels, which
 * nobody sees side by side. Looks at each environment with each command type, and at steps of which the file names neither.
 */
final class LimitWarnings {
    private static final Duration TOO_LONG = Duration.ofDays(1);

    /** Names of a kind that are combined with those of the other: a file of a mebibyte could hold 60,000 of each. */
    private static final int MOST_NAMES = 200;

    private static final int MOST_SHOWN = 3;
    private static final LimitLevel BUILT_IN = new LimitLevel(
            Optional.of(Placed.builtIn(Limits.DEFAULTS.idle())),
            Optional.of(Placed.builtIn(Limits.DEFAULTS.hard())),
            Optional.of(Placed.builtIn(Limits.DEFAULTS.grace())));

    /** One danger, and the steps for which it exists. */
    private record Danger(Placed<?> where, String found, String why, List<String> steps) {
        ConfigWarning warning() {
            String shown = String.join(", ", steps.subList(0, Math.min(MOST_SHOWN, steps.size())));
            String more = steps.size() > MOST_SHOWN ? " and " + (steps.size() - MOST_SHOWN) + " more" : "";
            return where.warning(found, why + " (" + shown + more + ")");
        }
    }

    private final ConfigDocument document;
    private final LimitLevel variables;
    private final Map<String, Danger> dangers = new LinkedHashMap<>();

    private LimitWarnings(ConfigDocument document, LimitLevel variables) {
        this.document = document;
        this.variables = variables;
    }

    static List<ConfigWarning> in(ConfigDocument document, LimitLevel variables) {
        return new LimitWarnings(document, variables).find();
    }

    private List<ConfigWarning> find() {
        for (Optional<String> environment : names(document.environments().keySet())) {
            for (Optional<String> type : names(document.types().keySet())) {
                look(environment, type);
            }
        }
        return dangers.values().stream().map(Danger::warning).toList();
    }

    /** The names, and last none of them. */
    private static List<Optional<String>> names(Collection<String> named) {
        List<Optional<String>> names = new ArrayList<>();
        named.stream().limit(MOST_NAMES).map(Optional::of).forEach(names::add);
        names.add(Optional.empty());
        return names;
    }

    private void look(Optional<String> environment, Optional<String> type) {
        LimitLevel all = variables
                .over(environment.map(document::environment).orElse(LimitLevel.NONE))
                .over(type.map(document::type).orElse(LimitLevel.NONE))
                .over(document.timeouts())
                .over(BUILT_IN);
        Placed<Duration> idle = all.idle().orElseThrow();
        Placed<Duration> hard = all.hard().orElseThrow();
        Placed<Duration> grace = all.grace().orElseThrow();
        String step = type.orElse(document.types().isEmpty() ? "every type" : "other types") + " in "
                + environment.orElse(document.environments().isEmpty() ? "every environment" : "other environments");
        if (idle.value().compareTo(hard.value()) >= 0) {
            note(step, idle, hard, both("idle_ms", idle, hard) + " so there is no idle limit");
        }
        if (grace.value().compareTo(hard.value()) > 0) {
            note(step, grace, hard, both("grace_ms", grace, hard) + " so stopping may take longer than the step may");
        }
        if (hard.value().compareTo(TOO_LONG) >= 0) {
            note(step, hard, hard, "a step that hangs and goes on printing is not stopped for a day or longer");
        } else {
            type.map(document.attempts()::get).ifPresent(attempts -> lookAtAttempts(step, attempts, hard));
        }
    }

    private void lookAtAttempts(String step, Placed<Integer> attempts, Placed<Duration> hard) {
        if (hard.value().multipliedBy(attempts.value()).compareTo(TOO_LONG) > 0) {
            String why = "as many attempts of hard_ms, which is " + hard.value().toMillis() + " by " + hard.where()
                    + ", may take longer than a day";
            add(step, attempts, hard, attempts.value().toString(), why);
        }
    }

    private static String both(String name, Placed<Duration> limit, Placed<Duration> hard) {
        return name + " is " + limit.value().toMillis() + " by " + limit.where() + ", hard_ms "
                + hard.value().toMillis() + " by " + hard.where() + ",";
    }

    /** It is told where somebody can change it: not at what is built in. */
    private void note(String step, Placed<Duration> limit, Placed<Duration> hard, String why) {
        Placed<Duration> where = limit.isBuiltIn() ? hard : limit;
        add(step, where, hard, Long.toString(where.value().toMillis()), why);
    }

    private void add(String step, Placed<?> where, Placed<Duration> hard, String found, String why) {
        dangers.computeIfAbsent(
                        where.where() + " " + hard.where() + " " + why,
                        first -> new Danger(where, found, why, new ArrayList<>()))
                .steps()
                .add(step);
    }
}
