package io.runnerwatchdog.cli.evidence;

import io.runnerwatchdog.cli.terminal.Paint;
import io.runnerwatchdog.cli.terminal.Table;
import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.evidence.EvidenceRecord;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is shown of events, column by column. Immutable. */
final class EventColumns {
    /** The one column that is no field of a line: the time of day of {@code ts}. */
    static final String TIME_OF_DAY = "time";

    private static final String NOTHING = "-";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Which fields; empty for the usual columns, which have names of their own. */
    private final List<String> fields;

    private EventColumns(List<String> fields) {
        this.fields = fields;
    }

    static EventColumns usual() {
        return new EventColumns(List.of());
    }

    /** @param fields names of fields of a line, and {@code time} */
    static EventColumns of(List<String> fields) {
        if (fields.stream().anyMatch(String::isBlank)) {
            throw new UsageException(
                    "--fields must be names joined by commas, was \"" + String.join(",", fields) + "\"");
        }
        return new EventColumns(List.copyOf(fields));
    }

    Table table() {
        if (!fields.isEmpty()) {
            return new Table(fields.toArray(String[]::new)).whole(TIME_OF_DAY, "ts");
        }
        return new Table("time", "event", "type", "environment", "cause", "host", "pid", "command")
                .whole("time", "event")
                .expendable("host", "pid")
                .paint("event", EventColumns::paint);
    }

    private static Paint paint(String event) {
        return switch (event) {
            case "idle-timeout", "hard-timeout" -> Paint.BAD;
            case "slow", "skipped", "blocked" -> Paint.DOUBTFUL;
            default -> Paint.PLAIN;
        };
    }

    String[] cells(EvidenceRecord event) {
        return fields.isEmpty()
                ? usual(event)
                : fields.stream().map(field -> cell(event, field)).toArray(String[]::new);
    }

    private static String[] usual(EvidenceRecord event) {
        return new String[] {
            event.at().toString(),
            event.event(),
            event.commandType(),
            event.environment(),
            event.rootCause().map(cause -> cause.id()).orElse(NOTHING),
            event.host(),
            event.pid().isPresent() ? Long.toString(event.pid().getAsLong()) : NOTHING,
            event.command()
        };
    }

    private static String cell(EvidenceRecord event, String field) {
        Optional<String> value = field.equals(TIME_OF_DAY) ? Optional.of(CLOCK.format(event.at())) : event.field(field);
        return value.orElse(NOTHING);
    }
}
