package io.runnerwatchdog.report;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A line of evidence, as far as it is counted; it says what {@link EvidenceRecord} says of the same line. Texts are hostile. */
public interface Entry {
    Instant at();

    String event();

    String commandType();

    String environment();

    String host();

    String command();

    Optional<RootCause> rootCause();

    Optional<RunId> runId();

    int attempt();

    Optional<Duration> duration();

    boolean isShadow();

    Optional<String> status();

    List<String> chain();

    /** Any field by its name. */
    Optional<String> field(String name);

    /**
     * Says which line it is: what has the same identity is a copy.
     *
     * @param group the host whose evidence this is; empty where that is not known, and the line's own counts
     */
    void identify(String group, LineIdentity into);

    /** The root cause by its id; what has none is of an unknown one. */
    default String cause() {
        return rootCause().orElse(RootCause.UNKNOWN).id();
    }

    /** Whether it tells of a limit that was reached. */
    default boolean isStall() {
        return event().equals("idle-timeout") || event().equals("hard-timeout");
    }

    /** A record as an entry. */
    static Entry of(EvidenceRecord record) {
        return new EntryOfRecord(record);
    }
}
