package io.runnerwatchdog.report;

import io.runnerwatchdog.run.RunId;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report as Markdown, for an issue, a wiki or a terminal. */
public final class ReportMarkdown {
    private final Report report;
    private final ZoneId zone;
    private final Markdown out;

    private ReportMarkdown(Report report, Writer to) {
        this.report = report;
        zone = report.period().zone();
        out = new Markdown(to);
    }

    /** Writes all of it; the writer is flushed and left open. */
    public static void write(Report report, Writer to) throws IOException {
        new ReportMarkdown(report, to).all();
        to.flush();
    }

    private void all() throws IOException {
        out.line("# Runner Watchdog: " + Shown.time(report.period().from(), zone) + " to "
                + Shown.time(report.period().to(), zone) + " " + zone.getId());
        out.line("");
        Report.Lines lines = report.lines();
        out.line("Made " + Shown.time(report.madeAt(), zone) + ". Rests on " + lines.inPeriod() + " lines of evidence; "
                + lines.read() + " were read, " + lines.unreadable() + " of them could not be understood"
                + (lines.duplicates() == 0 ? "." : ", " + lines.duplicates() + " were there already."));
        criteria();
        counts();
        stallsBy("root cause", report.stallsBy().rootCause());
        stallsBy("environment", report.stallsBy().environment());
        stallsBy("host", report.stallsBy().host());
        stallsBy("command type", report.stallsBy().commandType());
        hours();
        durations();
        slowest();
        chains();
    }

    private void criteria() throws IOException {
        out.heading("Success criteria");
        out.head("criterion", " worst", "when its window ended", " latest", " must be", "");
        for (Criterion each : report.criteria()) {
            out.row(
                    Shown.title(each.goal()),
                    Shown.value(each.goal(), each.value()),
                    Shown.time(each.worstAt(), zone),
                    Shown.value(each.goal(), each.latest()),
                    "`" + Shown.limit(each.goal()) + "`",
                    Shown.outcome(each));
        }
    }

    private void counts() throws IOException {
        out.heading("Counts");
        Counts now = report.counts();
        Optional<Counts> before = report.before();
        out.head("", " period", " the period before");
        count("stalls", now.stalls(), before.map(Counts::stalls));
        count("of these idle", now.idleStalls(), before.map(Counts::idleStalls));
        count("of these hard", now.hardStalls(), before.map(Counts::hardStalls));
        count("of these only told (shadow)", now.shadowStalls(), before.map(Counts::shadowStalls));
        count("ended steps", now.ended(), before.map(Counts::ended));
        count("succeeded", now.succeeded(), before.map(Counts::succeeded));
        count("failed", now.failed(), before.map(Counts::failed));
        count("killed", now.killed(), before.map(Counts::killed));
        out.row(
                "failure rate",
                Shown.percent(now.failureRate()),
                before.map(counts -> Shown.percent(counts.failureRate())).orElse(Shown.NOTHING));
        count("skipped", now.skipped(), before.map(Counts::skipped));
        count("blocked", now.blocked(), before.map(Counts::blocked));
        count("slow", now.slow(), before.map(Counts::slow));
        count("survivors", now.survivors(), before.map(Counts::survivors));
    }

    private void count(String what, long now, Optional<Long> before) throws IOException {
        out.row(what, Long.toString(now), before.map(Object::toString).orElse(Shown.NOTHING));
    }

    private void stallsBy(String what, Breakdown breakdown) throws IOException {
        if (breakdown.total() == 0) {
            return;
        }
        out.heading("Stalls by " + what);
        out.head(what, " stalls");
        for (Breakdown.Share share : breakdown.shares()) {
            out.row(Markdown.code(share.name()), Long.toString(share.count()));
        }
        if (breakdown.others() > 0) {
            out.row("all others", Long.toString(breakdown.others()));
        }
    }

    private void hours() throws IOException {
        List<Report.Hour> busy = report.hours().stream()
                .filter(hour -> hour.ended() > 0 || hour.stalls().total() > 0)
                .toList();
        if (busy.isEmpty()) {
            return;
        }
        out.heading("Hours in which something happened");
        out.head("from", " stalls", "of these", " ended", " not succeeded");
        for (Report.Hour hour : busy) {
            out.row(
                    Shown.time(hour.start(), zone),
                    Long.toString(hour.stalls().total()),
                    inOneCell(hour.stalls()),
                    Long.toString(hour.ended()),
                    Long.toString(hour.notSucceeded()));
        }
    }

    private static String inOneCell(Breakdown breakdown) {
        String shares = breakdown.shares().stream()
                .map(share -> Markdown.code(share.name()) + " " + share.count())
                .collect(Collectors.joining(", "));
        return breakdown.others() == 0 ? shares : shares + ", others " + breakdown.others();
    }

    private void durations() throws IOException {
        out.heading("How long ended steps took");
        out.head(
                "command type",
                "environment",
                " stalls",
                " ended",
                " failure rate",
                " P50",
                " P95",
                " P99",
                " longest");
        kind("all", "", report.counts(), report.durations());
        for (Report.Kind kind : report.kinds()) {
            kind(Markdown.code(kind.commandType()), Markdown.code(kind.environment()), kind.counts(), kind.durations());
        }
        if (report.kindsLeftOut() > 0) {
            out.line("");
            out.line("Not shown: " + report.kindsLeftOut() + " more.");
        }
    }

    private void kind(String type, String environment, Counts counts, Durations durations) throws IOException {
        out.row(
                type,
                environment,
                Long.toString(counts.stalls()),
                Long.toString(counts.ended()),
                Shown.percent(counts.failureRate()),
                Shown.duration(durations.p50()),
                Shown.duration(durations.p95()),
                Shown.duration(durations.p99()),
                Shown.duration(durations.longest()));
    }

    private void slowest() throws IOException {
        if (report.slowest().isEmpty()) {
            return;
        }
        out.heading("Slowest steps");
        out.head(" took", "ended at", "outcome", "command type", "environment", "host", "command", "run");
        for (Report.SlowStep step : report.slowest()) {
            out.row(
                    Shown.duration(step.took()),
                    Shown.time(step.endedAt(), zone),
                    step.outcome(),
                    Markdown.code(step.commandType()),
                    Markdown.code(step.environment()),
                    Markdown.code(step.host()),
                    Markdown.code(step.command()),
                    run(step.runId()));
        }
    }

    private void chains() throws IOException {
        if (report.chains().isEmpty()) {
            return;
        }
        out.heading("Wait chains seen most");
        out.head(" stalls", "root cause", "chain", " hosts", "first", "last", "newest run");
        for (Report.SeenChain chain : report.chains()) {
            out.row(
                    Long.toString(chain.count()),
                    Markdown.code(chain.rootCause()),
                    chain.links().stream().map(Markdown::code).collect(Collectors.joining(" → ")),
                    Integer.toString(chain.hosts()),
                    Shown.time(chain.first(), zone),
                    Shown.time(chain.last(), zone),
                    run(chain.newest()));
        }
    }

    private static String run(Optional<RunId> run) {
        return run.map(id -> Markdown.code(id.value())).orElse(Shown.NOTHING);
    }
}
