package io.runnerwatchdog.report.scan;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceScan;
import io.runnerwatchdog.report.Accumulator;
import io.runnerwatchdog.report.Entry;
import io.runnerwatchdog.report.LineIdentity;
import io.runnerwatchdog.run.RunId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All that is read, as text. */
final class Seen implements Accumulator<Seen> {
    /** As the library writes them; a program of somebody else added the last. */
    static final String LINES = """
            {"ts":"2026-11-24T10:00:00Z","event":"idle-timeout","commandType":"build","environment":"ci","command":"make test","pid":71,"host":"höst","rootCause":"network","runId":"0123456789abcdef0123456789abcdef","attempt":1,"tsMs":1795514400123,"idleMs":12000,"confidence":0.87,"diagnosis":{"summary":"make: stalled after 12 s","chain":["make[71] waits for curl[72]","curl[72] poll on tcp 10.0.0.1:443 ESTABLISHED"],"verdicts":[{"classifier":"a.b","rootCause":"network","confidence":0.87,"because":["no answer"]}]},"out":"a \\"line\\"\\n","err":"😀"}
            {"ts":"2026-11-24T10:00:01Z","event":"killed","commandType":"build","environment":"ci","command":"make test","pid":71,"host":"höst","runId":"0123456789abcdef0123456789abcdef","attempt":1,"tsMs":1795514401000,"code":137,"signal":9,"graceUsedMs":4000,"survivors":2,"durationMs":13000,"out":"","err":"","processes":[{"pid":71,"command":"make"},{"pid":72}]}
            {"ts":"2026-11-24T10:00:02Z","event":"exit","commandType":"test","environment":"production","command":"echo \\u00e4","pid":9,"host":"box","runId":"1123456789abcdef0123456789abcdef","attempt":2,"tsMs":1795514402000,"code":0,"durationMs":70,"status":"success","longestSilenceMs":20}
            {"ts":"2026-11-24T10:00:03Z","event":"exit","commandType":"test","environment":"ci","command":"no such","host":"box","runId":"2123456789abcdef0123456789abcdef","attempt":1,"tsMs":1795514403000,"code":127,"status":"failed","startFailure":"not_found"}
            {"ts":"2026-11-24T10:00:04Z","event":"skipped","commandType":"canary","environment":"ci","command":"true","host":"box","runId":"3123456789abcdef0123456789abcdef","attempt":1,"tsMs":1795514404000,"reason":"3 stalls within 60 min","untilTs":"2026-11-24T10:15:00Z"}
            {"event":"hard-timeout","ts":"2026-11-24T10:00:05+01:00","shadow":true,"hardMs":45000,"rootCause":"licence","new":[1,{"a":null}],"more":-1.5e3}
            """;

    final List<String> entries = new ArrayList<>();
    long unreadable;

    @Override
    public Instant from() {
        return Instant.EPOCH;
    }

    @Override
    public void add(Entry entry) {
        entries.add(text(entry));
    }

    @Override
    public void addUnreadable(long lines) {
        unreadable += lines;
    }

    @Override
    public void reachesBackTo(Instant moment) {
        // All that is read is seen.
    }

    @Override
    public void merge(Seen other) {
        entries.addAll(other.entries);
        unreadable += other.unreadable;
    }

    private static String text(Entry entry) {
        return String.join(
                "|",
                entry.at().toString(),
                entry.event(),
                entry.isStall() + "",
                entry.isShadow() + "",
                entry.commandType(),
                entry.environment(),
                entry.host(),
                entry.command(),
                entry.rootCause().map(RootCause::id).orElse("none"),
                entry.runId().map(RunId::value).orElse("none"),
                entry.attempt() + "",
                entry.duration() + "",
                entry.status() + "",
                entry.chain() + "",
                entry.field("survivors") + "",
                entry.field("idleMs") + "",
                entry.field("startFailure") + "",
                entry.field("code") + "",
                identity(entry, ""),
                identity(entry, "group"));
    }

    private static String identity(Entry entry, String group) {
        LineIdentity identity = new LineIdentity();
        entry.identify(group, identity);
        return Long.toHexString(identity.high()) + Long.toHexString(identity.low());
    }

    static Seen asTheReaderSees(Path directory) throws IOException {
        Seen seen = new Seen();
        try (EvidenceScan scan = EvidenceReader.ofAll(directory).scan()) {
            scan.forEachRemaining(seen::add);
            seen.unreadable = scan.tornLines();
        }
        return seen;
    }

    static Seen asWeSee(byte[] lines) throws IOException {
        Seen seen = new Seen();
        new BlockReader(seen, read -> {}).read(new ByteArrayInputStream(lines));
        return seen;
    }
}
