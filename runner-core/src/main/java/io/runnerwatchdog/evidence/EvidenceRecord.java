package io.runnerwatchdog.evidence;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.run.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the evidence file, read again. Immutable.
 *
 * <p>Lines of other versions and of other writers are taken as they are: fields that are not known are kept for
 * {@link #field(String)}, fields that are missing or make no sense are empty, or {@code unknown} where meters need a
 * word. Only a JSON object with an {@code event} and a time is a record.
 */
public final class EvidenceRecord {
    private static final String UNKNOWN = "unknown";

    /** Not kept beside the line: they are most of it, and most readers do not want them. */
    private static final Set<String> LONG_TEXTS =
            Set.of(Words.COMMAND, Words.OUT, Words.ERR, Words.RUN_ID, Words.HOST, Words.TS);

    private final byte[] line;
    /** Without what is nested, and without long texts. */
    private final Fields fields;
    /** With them; null until somebody asks. */
    private volatile @Nullable Fields all;

    private final String event;
    private final Instant at;

    private EvidenceRecord(byte[] line, Fields fields, String event, Instant at) {
        this.line = line;
        this.fields = fields;
        this.event = event;
        this.at = at;
    }

    /** The record in this line, with or without its end; empty where there is none. Never throws on any text. */
    public static Optional<EvidenceRecord> parse(String line) {
        return parse(line.strip().getBytes(StandardCharsets.UTF_8));
    }

    /** The same of a line that nobody changes any more; bytes that are no UTF-8 are replaced. */
    static Optional<EvidenceRecord> parse(byte[] line) {
        // Most torn lines are known by their ends; the parser would say so by an exception, which takes far longer.
        if (!isWhole(line)) {
            return Optional.empty();
        }
        Optional<Map<String, Object>> leaves = JsonTree.leaves(line, LONG_TEXTS);
        if (leaves.isEmpty()) {
            String replaced = new String(line, StandardCharsets.UTF_8);
            leaves = replaced.indexOf('\uFFFD') < 0
                    ? Optional.empty()
                    : JsonTree.leaves(replaced.getBytes(StandardCharsets.UTF_8), LONG_TEXTS);
        }
        return leaves.flatMap(some -> of(line, new Fields(some)));
    }

    private static boolean isWhole(byte[] line) {
        int first = 0;
        int last = line.length - 1;
        while (first <= last && line[first] <= ' ' && line[first] >= 0) {
            first++;
        }
        while (last > first && line[last] <= ' ' && line[last] >= 0) {
            last--;
        }
        return first < last && line[first] == '{' && line[last] == '}';
    }

    private static Optional<EvidenceRecord> of(byte[] line, Fields fields) {
        Optional<String> event = fields.text(Words.EVENT);
        Optional<Instant> at = fields.at().or(() -> all(line).at());
        return event.isPresent() && at.isPresent()
                ? Optional.of(new EvidenceRecord(line, fields, event.get(), at.get()))
                : Optional.empty();
    }

    /** What happened, for example {@code idle-timeout}, {@code killed} or {@code exit}. */
    public String event() {
        return event;
    }

    /** Whether it is the line of a stall: {@code idle-timeout} or {@code hard-timeout}. */
    public boolean isStall() {
        return event.equals(Words.IDLE_TIMEOUT) || event.equals(Words.HARD_TIMEOUT);
    }

    /** When it happened: to the millisecond where the line says so, else to the second. */
    public Instant at() {
        return at;
    }

    /** What kind of step; {@code unknown} where the line does not say. */
    public String commandType() {
        return fields.text(Words.COMMAND_TYPE).orElse(UNKNOWN);
    }

    /** Which environment it ran for; {@code unknown} where the line does not say. */
    public String environment() {
        return fields.text(Words.ENVIRONMENT).orElse(UNKNOWN);
    }

    /** The redacted command; empty text where the line does not say. */
    public String command() {
        return all().text(Words.COMMAND).orElse("");
    }

    /** The first process; empty where none came to be. */
    public OptionalLong pid() {
        return fields.number(Words.PID, 1, Long.MAX_VALUE);
    }

    /** The machine; {@code unknown} where the line does not say. */
    public String host() {
        return all().text(Words.HOST).orElse(UNKNOWN);
    }

    /** The cause of a stall. */
    public Optional<RootCause> rootCause() {
        return fields.rootCause();
    }

    /** Which run. */
    public Optional<RunId> runId() {
        try {
            return all().text(Words.RUN_ID).map(RunId::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Which attempt of the step, from 1; 1 where the line does not say. */
    public int attempt() {
        return (int) fields.number(Words.ATTEMPT, 1, Integer.MAX_VALUE).orElse(1);
    }

    /** How long the run took in all. */
    public Optional<Duration> duration() {
        return fields.millis(Words.DURATION_MS);
    }

    /** How long a run that ended by itself printed nothing at the most. */
    public Optional<Duration> longestSilence() {
        return fields.millis(Words.LONGEST_SILENCE_MS);
    }

    /** Whether the stalls of this run were only told, and nothing was stopped. */
    public boolean isShadow() {
        return fields.text(Words.SHADOW).orElse("").equals("true");
    }

    /** {@code success}, {@code failed} or {@code unknown}, of a run that ended by itself or could not be started. */
    public Optional<String> status() {
        return fields.text(Words.STATUS);
    }

    /** The exit code. */
    public OptionalInt code() {
        OptionalLong code = fields.number(Words.CODE, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return code.isPresent() ? OptionalInt.of((int) code.getAsLong()) : OptionalInt.empty();
    }

    /** The diagnosis of a stall in one sentence. */
    public Optional<String> summary() {
        return all().object(Words.DIAGNOSIS).text(Words.SUMMARY);
    }

    /** Who waited for whom when it stalled, one line a link. */
    public List<String> chain() {
        return all().object(Words.DIAGNOSIS).texts(Words.CHAIN);
    }

    /**
     * Any field of the line as text: a string, a number, {@code true} or {@code false}. A dot leads into an object, as
     * in {@code diagnosis.summary}.
     */
    public Optional<String> field(String name) {
        Optional<String> leaf = fields.text(Objects.requireNonNull(name, "name"));
        return leaf.isPresent() || !isBesideTheLeaves(name) ? leaf : all().path(name);
    }

    /** Whether the line has it, or what it leads into, and it was not kept. */
    private boolean isBesideTheLeaves(String name) {
        int dot = name.indexOf('.');
        return fields.values().containsKey(name) || dot >= 0 && fields.values().containsKey(name.substring(0, dot));
    }

    /** The line itself, without its end. */
    public String json() {
        return new String(line, StandardCharsets.UTF_8).strip();
    }

    /** Two threads may both read it, and find the same. */
    private Fields all() {
        Fields known = all;
        if (known == null) {
            known = all(line);
            all = known;
        }
        return known;
    }

    private static Fields all(byte[] line) {
        String json = new String(line, StandardCharsets.UTF_8).strip();
        return new Fields(JsonTree.parse(json).orElse(Map.of()));
    }

    /**
     * The event that this line was written for, as far as the line tells; empty for events that this version does not
     * know. Meters that are fed with it count what they would have counted in the host, {@link RunEvent.Started} aside,
     * which leaves no line.
     *
     * <p>What a line does not hold takes a default: the wait chain is empty, output tails are as long as the line keeps
     * them, a receipt has the first process and the survivors, a {@code killed} line without a reason stands for an
     * idle timeout, and the run id of a line without one is derived from its text.
     */
    public Optional<RunEvent> toEvent() {
        return new EventOfRecord(this, all()).event();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EvidenceRecord that && json().equals(that.json());
    }

    @Override
    public int hashCode() {
        return json().hashCode();
    }

    @Override
    public String toString() {
        return json();
    }
}
