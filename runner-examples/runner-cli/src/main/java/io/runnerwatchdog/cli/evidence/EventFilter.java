package io.runnerwatchdog.cli.evidence;

import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.report.Periods;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which events are asked for. */
public final class EventFilter {
    private EventFilter() {}

    public static Predicate<EvidenceRecord> of(List<String> where, Optional<String> since, Instant now) {
        Predicate<EvidenceRecord> filter = event -> true;
        for (String condition : where) {
            filter = filter.and(condition(condition));
        }
        if (since.isPresent()) {
            Instant oldest = now.minus(Periods.age(since.get()));
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
}
