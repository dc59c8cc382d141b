package io.runnerwatchdog.report.scan;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.report.Entry;
import io.runnerwatchdog.report.LineIdentity;
import io.runnerwatchdog.run.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line, of which the fields that are counted are known; the last of a name holds. Other fields are read anew when
 * asked for. Not thread-safe.
 */
abstract class LineEntry implements Entry {
    private static final String UNKNOWN = "unknown";
    /** The end of the year 9999, as the evidence reader has it. */
    private static final long LATEST = 253_402_300_799_999L;

    private Instant at = Instant.EPOCH;
    private byte[] line = new byte[0];
    private int start;
    private int end;

    /** The text of a field, or the other where it is missing, null or nested. */
    abstract String textOr(FieldName name, String other);

    abstract boolean has(FieldName name);

    /** Whether it is evidence: it has an event and a time. The bytes are read as a whole by those who ask for more. */
    final boolean isRecord(byte[] bytes, int from, int to) {
        line = bytes;
        start = from;
        end = to;
        OptionalLong millis = number(FieldName.TS_MS, LATEST);
        if (millis.isPresent()) {
            at = Instant.ofEpochMilli(millis.getAsLong());
            return has(FieldName.EVENT);
        }
        return hasTime() && has(FieldName.EVENT);
    }

    private boolean hasTime() {
        try {
            at = OffsetDateTime.parse(textOr(FieldName.TS, "")).toInstant();
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** The whole number in a field, if it is one within 0 and the greatest. */
    OptionalLong number(FieldName name, long greatest) {
        if (!has(name)) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(textOr(name, ""));
            return number >= 0 && number <= greatest ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    final Optional<String> text(FieldName name) {
        return has(name) ? Optional.of(textOr(name, "")) : Optional.empty();
    }

    private Optional<EvidenceRecord> whole() {
        return whole(line, start, end);
    }

    static Optional<EvidenceRecord> whole(byte[] bytes, int start, int end) {
        return EvidenceRecord.parse(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public String event() {
        return textOr(FieldName.EVENT, "");
    }

    @Override
    public String commandType() {
        return textOr(FieldName.COMMAND_TYPE, UNKNOWN);
    }

    @Override
    public String environment() {
        return textOr(FieldName.ENVIRONMENT, UNKNOWN);
    }

    @Override
    public String host() {
        return textOr(FieldName.HOST, UNKNOWN);
    }

    @Override
    public String command() {
        return whole().map(EvidenceRecord::command).orElse("");
    }

    @Override
    public Optional<RootCause> rootCause() {
        try {
            return text(FieldName.ROOT_CAUSE).map(RootCause::of);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<RunId> runId() {
        // Not known where it is no plain text, or missing.
        return has(FieldName.RUN_ID)
                ? text(FieldName.RUN_ID).filter(LineEntry::isRunId).map(RunId::new)
                : whole().flatMap(EvidenceRecord::runId);
    }

    private static boolean isRunId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return text.length() == 32;
    }

    @Override
    public int attempt() {
        long attempt = number(FieldName.ATTEMPT, Integer.MAX_VALUE).orElse(1);
        return (int) Math.max(1, attempt);
    }

    @Override
    public void identify(String group, LineIdentity into) {
        String host = group.isEmpty() ? host() : group;
        // Each line of evidence comes this way: no run id is made of the text, and nothing read twice.
        Optional<String> run = has(FieldName.RUN_ID)
                ? text(FieldName.RUN_ID).filter(LineEntry::isRunId)
                : whole().flatMap(EvidenceRecord::runId).map(RunId::value);
        if (run.isPresent()) {
            into.ofRun(host, run.get(), attempt(), event());
        } else {
            into.ofLine(host, new String(line, start, end - start, StandardCharsets.UTF_8).strip());
        }
    }

    @Override
    public Optional<Duration> duration() {
        OptionalLong took = number(FieldName.DURATION_MS, Long.MAX_VALUE);
        return took.isPresent() ? Optional.of(Duration.ofMillis(took.getAsLong())) : Optional.empty();
    }

    @Override
    public boolean isShadow() {
        return textOr(FieldName.SHADOW, "").equals("true");
    }

    @Override
    public Optional<String> status() {
        return text(FieldName.STATUS);
    }

    @Override
    public List<String> chain() {
        return List.of();
    }

    @Override
    public Optional<String> field(String name) {
        Optional<FieldName> known = FieldName.of(name).filter(field -> field != FieldName.DIAGNOSIS);
        return known.isPresent() ? text(known.get()) : whole().flatMap(record -> record.field(name));
    }
}
