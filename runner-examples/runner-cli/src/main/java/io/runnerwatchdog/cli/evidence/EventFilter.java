package io.runnerwatchdog.cli.evidence;

import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.evidence.EvidenceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which events are asked for. */
public final class EventFilter {
    private static final Pattern AGE = Pattern.compile("(\\d{1,9})(s|m|h|d)");

    private EventFilter() {}

    public static Predicate<EvidenceRecord> of(List<String> where, Optional<String> since, Instant now) {
        Predicate<EvidenceRecord> filter = event -> true;
        for (String condition : where) {
            filter = filter.and(condition(condition));
        }
        if (since.isPresent()) {
            Instant oldest = now.minus(age(since.get()));
            filter = filter.and(event -> !event.at().isBefore(oldest));
        }
        return filter;
    }

    private static Predicate<EvidenceRecord> condition(String condition) {
        int equals = condition.indexOf('=');
        if (equals <= 0) {
            throw new UsageException("--where must be FIELD=VALUE, was \"" + condition + "\"");
        }
        String field = condition.substring(0, equals);
        String value = condition.substring(equals + 1);
        return event -> event.field(field).filter(value::equals).isPresent();
    }

    public static Duration age(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw new UsageException("--since must be a number and s, m, h or d, was \"" + text + "\"");
        }
        long amount = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
