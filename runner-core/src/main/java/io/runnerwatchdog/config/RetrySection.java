package io.runnerwatchdog.config;

import static io.runnerwatchdog.config.SectionReader.at;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.run.RetryPolicy;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The section {@code retry}: all but the number of attempts, which belongs to the command types. */
final class RetrySection {
    private static final List<String> KEYS = List.of("causes", "after_failure", "delay_ms", "max_delay_ms");
    private static final Pattern CAUSE = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    private final SectionReader section;

    RetrySection(SectionReader section) {
        this.section = section;
    }

    RetryPolicy read(JsonValue value) {
        Map<String, JsonValue> members = section.members(value, KEYS);
        RetryPolicy policy = RetryPolicy.NEVER;
        if (members.containsKey("causes")) {
            policy = policy.onCauses(causes(at(members, "causes")));
        }
        if (section.truth(at(members, "after_failure")).orElse(policy.afterFailure())) {
            policy = policy.andAfterFailure();
        }
        return pauses(policy, members);
    }

    /** Where one is set alone, the default of the other gives way; only what is written down can contradict itself. */
    private RetryPolicy pauses(RetryPolicy policy, Map<String, JsonValue> members) {
        Optional<Duration> first = section.millis(at(members, "delay_ms"), 0);
        Optional<Duration> longest = section.millis(at(members, "max_delay_ms"), 0);
        if (first.isPresent() && longest.isPresent()) {
            if (longest.get().compareTo(first.get()) < 0) {
                section.problem(
                        members.get("max_delay_ms"),
                        "at least delay_ms, which is " + first.get().toMillis());
                return policy;
            }
            return policy.pausing(first.get(), longest.get());
        }
        if (first.isPresent()) {
            return policy.pausing(first.get(), longer(first.get(), policy.longestDelay()));
        }
        return longest.map(most -> policy.pausing(most.compareTo(policy.delay()) < 0 ? most : policy.delay(), most))
                .orElse(policy);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Set<RootCause> causes(Optional<JsonValue> value) {
        Set<RootCause> causes = new LinkedHashSet<>();
        for (JsonValue item : section.items(value)) {
            if (item instanceof JsonValue.Text text
                    && CAUSE.matcher(text.value()).matches()) {
                causes.add(RootCause.of(text.value()));
                warnOfMisspelling(text);
            } else {
                section.problem(item, "a root cause, which matches " + CAUSE);
            }
        }
        return causes;
    }

    /** No problem, since hosts have causes of their own. */
    private void warnOfMisspelling(JsonValue.Text cause) {
        List<String> builtIn = RootCause.builtIn().stream().map(RootCause::id).toList();
        if (!builtIn.contains(cause.value())) {
            EditDistance.nearest(cause.value(), builtIn)
                    .ifPresent(meant -> section.warning(
                            cause,
                            cause.found(),
                            "it is no root cause of the built-in ones; did you mean " + meant + "?"));
        }
    }
}
