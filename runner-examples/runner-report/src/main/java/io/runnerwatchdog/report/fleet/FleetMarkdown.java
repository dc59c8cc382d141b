package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Markdown;
import io.runnerwatchdog.report.ReportMarkdown;
import io.runnerwatchdog.report.Shown;
import io.runnerwatchdog.report.fleet.Spread.FirstSeen;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The report of a fleet as Markdown: all that {@link ReportMarkdown} has, and then the hosts. */
public final class FleetMarkdown {
    private static final int HOSTS_SHOWN = 50;
    private static final int ARRIVALS_SHOWN = 20;
    private static final int FINGERPRINTS_SHOWN = 30;

    private final FleetReport fleet;
    private final ZoneId zone;
    private final Markdown out;

    private FleetMarkdown(FleetReport fleet, Writer to) {
        this.fleet = fleet;
        zone = fleet.report().period().zone();
        out = new Markdown(to);
    }

    /** Writes all of it; the writer is flushed and left open. */
    public static void write(FleetReport fleet, Writer to) throws IOException {
        ReportMarkdown.write(fleet.report(), to);
        FleetMarkdown markdown = new FleetMarkdown(fleet, to);
        markdown.hosts();
        markdown.outliers();
        markdown.spreads();
        markdown.fingerprints();
        to.flush();
    }

    private void hosts() throws IOException {
        if (fleet.hosts().isEmpty()) {
            return;
        }
        out.heading("Hosts");
        out.head(
                "host",
                " stalls",
                " per 1,000 ended",
                " ended",
                " failure rate",
                " P95",
                "most frequent cause",
                "first stall",
                "last stall");
        for (HostFigures host : fleet.hosts().stream().limit(HOSTS_SHOWN).toList()) {
            out.row(
                    Markdown.code(host.host()),
                    Long.toString(host.counts().stalls()),
                    number(host.stallsPerThousand()),
                    Long.toString(host.counts().ended()),
                    Shown.percent(host.counts().failureRate()),
                    Shown.duration(host.durations().p95()),
                    host.topCause().map(Markdown::code).orElse(Shown.NOTHING),
                    Shown.time(host.firstStall(), zone),
                    Shown.time(host.lastStall(), zone));
        }
        notShown(fleet.hosts().size() - HOSTS_SHOWN, fleet.hostsLeftOut());
    }

    private void notShown(int more, boolean andOthers) throws IOException {
        if (more > 0 || andOthers) {
            out.line("");
            out.line("Not shown: " + Math.max(0, more) + " more"
                    + (andOthers ? ", and some that were not told apart." : "."));
        }
    }

    private void outliers() throws IOException {
        Comparison comparison = fleet.comparison();
        if (comparison.outliers().isEmpty()) {
            return;
        }
        out.heading("Hosts that stall far more than the others");
        out.line("Usual among " + comparison.judged() + " hosts: " + number(comparison.median())
                + " stalls for each 1,000 ended steps.");
        out.line("");
        out.head("host", " stalls", " expected", " per 1,000 ended", " score", "most frequent cause");
        for (Outlier outlier : comparison.outliers()) {
            out.row(
                    Markdown.code(outlier.host().host()),
                    Long.toString(outlier.host().counts().stalls()),
                    number(outlier.expected()),
                    number(outlier.host().stallsPerThousand()),
                    number(outlier.score()),
                    outlier.host().topCause().map(Markdown::code).orElse(Shown.NOTHING));
        }
    }

    private void spreads() throws IOException {
        if (fleet.spreads().isEmpty()) {
            return;
        }
        out.heading("Wait chains that move from host to host");
        out.head("root cause", "chain", " hosts", " in", "from", "first seen");
        for (Spread spread : fleet.spreads()) {
            out.row(
                    Markdown.code(spread.rootCause()),
                    chain(spread.links()),
                    Integer.toString(spread.hosts()),
                    Shown.duration(spread.span()),
                    Markdown.code(spread.origin()),
                    path(spread.firstSeen()));
        }
    }

    private String path(List<FirstSeen> hosts) {
        String path = hosts.stream()
                .limit(ARRIVALS_SHOWN)
                .map(each -> Markdown.code(each.host()) + " " + Shown.time(each.at(), zone))
                .collect(Collectors.joining(", "));
        return hosts.size() <= ARRIVALS_SHOWN ? path : path + ", and others";
    }

    private void fingerprints() throws IOException {
        if (fleet.fingerprints().isEmpty()) {
            return;
        }
        out.heading("First and last seen");
        out.head(" stalls", "root cause", "chain", " hosts", "first seen", "there", "last seen", "there", "");
        for (SeenFingerprint seen :
                fleet.fingerprints().stream().limit(FINGERPRINTS_SHOWN).toList()) {
            out.row(
                    Long.toString(seen.count()),
                    Markdown.code(seen.rootCause()),
                    chain(seen.links()),
                    Integer.toString(seen.hosts()),
                    Shown.time(seen.first(), zone),
                    Markdown.code(seen.firstHost()),
                    Shown.time(seen.last(), zone),
                    Markdown.code(seen.lastHost()),
                    seen.isNew() ? "new" : "");
        }
        notShown(fleet.fingerprints().size() - FINGERPRINTS_SHOWN, false);
    }

    private static String chain(List<String> links) {
        return links.stream().map(Markdown::code).collect(Collectors.joining(" → "));
    }

    private static String number(OptionalDouble number) {
        return number.isEmpty() ? Shown.NOTHING : number(number.getAsDouble());
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
