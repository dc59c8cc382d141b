package io.runnerwatchdog.report;

import io.runnerwatchdog.run.RunId;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** A report as one JSON document, for programs. Names are never changed, only added to. The form is that of {@link JsonOut}. */
public final class ReportJson {
    private static final int VERSION = 1;

    private final Report report;
    private final JsonOut out;

    private ReportJson(Report report, JsonOut out) {
        this.report = report;
        this.out = out;
    }

    /** Writes all of it. */
    public static void write(Report report, Writer to) throws IOException {
        JsonOut.document(to, out -> writeFields(report, out));
    }

    /** Writes when it is about, what it rests on and the criteria, in the same form. */
    public static void writeCriteria(Report report, Writer to) throws IOException {
        JsonOut.document(to, out -> {
            ReportJson json = new ReportJson(report, out);
            json.head();
            json.criteria();
        });
    }

    /** Writes all of it into an object that may have more. */
    public static void writeFields(Report report, JsonOut out) throws IOException {
        new ReportJson(report, out).all();
    }

    private void all() throws IOException {
        head();
        out.object("counts", () -> writeCounts(report.counts(), out));
        if (report.before().isPresent()) {
            out.object("before", () -> writeCounts(report.before().get(), out));
        } else {
            out.nothing("before");
        }
        criteria();
        stallsBy();
        hours();
        writeDurations(report.durations(), out);
        kinds();
        slowest();
        chains();
    }

    private void head() throws IOException {
        out.number("version", VERSION);
        out.object("period", () -> {
            out.time("from", report.period().from());
            out.time("to", report.period().to());
            out.text("zone", report.period().zone().getId());
        });
        out.time("madeAt", report.madeAt());
        out.object("lines", () -> {
            out.number("inPeriod", report.lines().inPeriod());
            out.number("read", report.lines().read());
            out.number("unreadable", report.lines().unreadable());
            out.number("duplicates", report.lines().duplicates());
        });
    }

    /** Writes what stands in an object of counts. */
    public static void writeCounts(Counts counts, JsonOut out) throws IOException {
        out.number("stalls", counts.stalls());
        out.number("idleStalls", counts.idleStalls());
        out.number("hardStalls", counts.hardStalls());
        out.number("shadowStalls", counts.shadowStalls());
        out.number("ended", counts.ended());
        out.number("succeeded", counts.succeeded());
        out.number("failed", counts.failed());
        out.number("killed", counts.killed());
        out.number("failureRate", counts.failureRate());
        out.number("skipped", counts.skipped());
        out.number("blocked", counts.blocked());
        out.number("slow", counts.slow());
        out.number("survivors", counts.survivors());
    }

    private void criteria() throws IOException {
        out.list("criteria", report.criteria(), criterion -> {
            out.text("id", criterion.goal().id());
            out.text("outcome", word(criterion.outcome()));
            out.number("value", criterion.value());
            out.number("limit", criterion.goal().limit());
            out.time("worstAt", criterion.worstAt());
            out.number("latest", criterion.latest());
        });
    }

    /** {@code pass}, {@code fail} or {@code not-judged}. */
    private static String word(Criterion.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void stallsBy() throws IOException {
        out.object("stallsBy", () -> {
            breakdown("rootCause", report.stallsBy().rootCause());
            breakdown("environment", report.stallsBy().environment());
            breakdown("host", report.stallsBy().host());
            breakdown("commandType", report.stallsBy().commandType());
        });
    }

    private void breakdown(String name, Breakdown breakdown) throws IOException {
        out.object(name, () -> {
            out.list("shares", breakdown.shares(), share -> {
                out.text("name", share.name());
                out.number("count", share.count());
            });
            out.number("others", breakdown.others());
        });
    }

    private void hours() throws IOException {
        out.list("hours", report.hours(), hour -> {
            out.time("start", hour.start());
            breakdown("stalls", hour.stalls());
            out.number("ended", hour.ended());
            out.number("notSucceeded", hour.notSucceeded());
        });
    }

    /** Writes the object {@code durations}. */
    public static void writeDurations(Durations durations, JsonOut out) throws IOException {
        out.object("durations", () -> {
            out.number("count", durations.count());
            out.millis("p50Ms", durations.p50());
            out.millis("p95Ms", durations.p95());
            out.millis("p99Ms", durations.p99());
            out.millis("longestMs", durations.longest());
        });
    }

    private void kinds() throws IOException {
        out.list("kinds", report.kinds(), kind -> {
            out.text("commandType", kind.commandType());
            out.text("environment", kind.environment());
            out.object("counts", () -> writeCounts(kind.counts(), out));
            writeDurations(kind.durations(), out);
        });
        out.number("kindsLeftOut", report.kindsLeftOut());
    }

    private void slowest() throws IOException {
        out.list("slowest", report.slowest(), step -> {
            out.time("endedAt", step.endedAt());
            out.millis("tookMs", step.took());
            out.text("outcome", step.outcome());
            out.text("commandType", step.commandType());
            out.text("environment", step.environment());
            out.text("host", step.host());
            out.text("command", step.command());
            out.text("runId", step.runId().map(RunId::value));
        });
    }

    private void chains() throws IOException {
        out.list("chains", report.chains(), chain -> {
            out.number("count", chain.count());
            out.text("rootCause", chain.rootCause());
            out.texts("links", chain.links());
            out.number("hosts", chain.hosts());
            out.time("first", chain.first());
            out.time("last", chain.last());
            out.text("newestRunId", chain.newest().map(RunId::value));
        });
    }
}
