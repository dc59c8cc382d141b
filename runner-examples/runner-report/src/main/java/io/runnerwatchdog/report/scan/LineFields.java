package io.runnerwatchdog.report.scan;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.report.Entry;
import io.runnerwatchdog.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The fields of one line that are counted, as texts; the last of a name holds. Other fields are read anew when asked for. */
final class LineFields implements Entry {
    private static final String UNKNOWN = "unknown";
    /** The end of the year 9999, as the evidence reader has it. */
    private static final long LATEST = 253_402_300_799_999L;

    /** This very object stands for no text: thousands of lines a second need no box around each. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    private static final String MISSING = new String("");

    private final String[] texts = new String[FieldName.values().length];
    private List<String> chain = List.of();
    private Optional<Instant> at = Optional.empty();
    private Supplier<Optional<EvidenceRecord>> record = Optional::empty;

    LineFields() {
        Arrays.fill(texts, MISSING);
    }

    void set(FieldName name, Optional<String> text) {
        texts[name.ordinal()] = text.orElse(MISSING);
    }

    void setChain(List<String> links) {
        chain = links;
    }

    private Optional<String> text(FieldName name) {
        String text = texts[name.ordinal()];
        return text == MISSING ? Optional.empty() : Optional.of(text);
    }

    private String textOr(FieldName name, String other) {
        String text = texts[name.ordinal()];
        return text == MISSING ? other : text;
    }

    /** Whether it is evidence: it has an event and a time. */
    boolean isRecord() {
        OptionalLong millis = number(textOr(FieldName.TS_MS, ""), LATEST);
        at = millis.isPresent()
                ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
                : instant(textOr(FieldName.TS, ""));
        return at.isPresent() && text(FieldName.EVENT).isPresent();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(String text, long greatest) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(text);
            return number >= 0 && number <= greatest ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Reads the line as a whole, for those who ask for more. */
    Entry readBy(Supplier<Optional<EvidenceRecord>> whole) {
        record = whole;
        return this;
    }

    @Override
    public Instant at() {
        return at.orElseThrow();
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
        return record.get().map(EvidenceRecord::command).orElse("");
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
        // Known already in a line that was read as a whole: there the run of each stall is asked for.
        Optional<String> text = text(FieldName.RUN_ID);
        return text.isPresent()
                ? text.filter(LineFields::isRunId).map(RunId::new)
                : record.get().flatMap(EvidenceRecord::runId);
    }

    private static boolean isRunId(String text) {
        return text.length() == 32 && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    @Override
    public int attempt() {
        return text(FieldName.ATTEMPT).filter("1"::equals).isPresent()
                ? 1
                : record.get().map(EvidenceRecord::attempt).orElse(1);
    }

    @Override
    public Optional<Duration> duration() {
        OptionalLong took = number(textOr(FieldName.DURATION_MS, ""), Long.MAX_VALUE);
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
        return chain;
    }

    @Override
    public Optional<String> field(String name) {
        Optional<FieldName> known = FieldName.of(name).filter(field -> field != FieldName.DIAGNOSIS);
        return known.isPresent() ? text(known.get()) : record.get().flatMap(line -> line.field(name));
    }
}
