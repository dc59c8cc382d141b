package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.fleet.FleetReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The report of a fleet as one HTML file: the page of {@link ReportHtml}, and the hosts and what goes round among them on it. */
public final class FleetHtml {
    private FleetHtml() {}

    public static String of(FleetReport fleet) {
        StringBuilder page = new StringBuilder();
        try {
            write(fleet, page);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder takes everything", e);
        }
        return page.toString();
    }

    public static void write(FleetReport fleet, Appendable out) throws IOException {
        Report report = fleet.report();
        Clock clock = new Clock(report.period());
        ReportHtml.write(
                report, Opening.header(report, clock, hosts(fleet)), atOnce(fleet, clock), inDetail(fleet, clock), out);
    }

    private static String hosts(FleetReport fleet) {
        return " of " + (fleet.hostsLeftOut() ? "more than " : "")
                + Figures.count(fleet.hosts().size(), "host", "hosts");
    }

    /** Who is to blame, as far as a fleet shows it: one host, or something that goes round. */
    private static List<Element> atOnce(FleetReport fleet, Clock clock) {
        List<Element> parts = new ArrayList<>();
        if (fleet.comparison().median().isPresent()) {
            parts.add(new HostComparison(fleet).draw());
        }
        if (!fleet.spreads().isEmpty()) {
            parts.add(new SpreadingChains(fleet.spreads(), Causes.of(fleet.report()), clock).draw());
        }
        return parts;
    }

    private static List<Element> inDetail(FleetReport fleet, Clock clock) {
        Causes causes = Causes.of(fleet.report());
        List<Element> parts = new ArrayList<>();
        if (!fleet.hosts().isEmpty()) {
            parts.add(new HostRanking(fleet, causes, clock).draw());
        }
        if (!fleet.fingerprints().isEmpty()) {
            parts.add(new FirstAndLast(fleet.fingerprints(), causes, clock).draw());
        }
        return parts;
    }

    /** A root cause with its colour. */
    static Element cause(String name, Causes causes) {
        return element("span", "cause").add(Causes.swatch(causes.paint(name))).name(name);
    }
}
