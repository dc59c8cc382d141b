package io.runnerwatchdog.report;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An entry that was read in the usual way. */
record EntryOfRecord(EvidenceRecord record) implements Entry {
    @Override
    public Instant at() {
        return record.at();
    }

    @Override
    public String event() {
        return record.event();
    }

    @Override
    public String commandType() {
        return record.commandType();
    }

    @Override
    public String environment() {
        return record.environment();
    }

    @Override
    public String host() {
        return record.host();
    }

    @Override
    public String command() {
        return record.command();
    }

    @Override
    public Optional<RootCause> rootCause() {
        return record.rootCause();
    }

    @Override
    public Optional<RunId> runId() {
        return record.runId();
    }

    @Override
    public int attempt() {
        return record.attempt();
    }

    @Override
    public Optional<Duration> duration() {
        return record.duration();
    }

    @Override
    public boolean isShadow() {
        return record.isShadow();
    }

    @Override
    public Optional<String> status() {
        return record.status();
    }

    @Override
    public List<String> chain() {
        return record.chain();
    }

    @Override
    public void identify(String group, LineIdentity into) {
        String host = group.isEmpty() ? record.host() : group;
        Optional<RunId> run = record.runId();
        if (run.isPresent()) {
            into.ofRun(host, run.get().value(), record.attempt(), record.event());
        } else {
            into.ofLine(host, record.json());
        }
    }

    @Override
    public Optional<String> field(String name) {
        return record.field(name);
    }
}
