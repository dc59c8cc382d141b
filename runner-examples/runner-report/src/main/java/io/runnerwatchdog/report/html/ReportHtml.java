package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A report as one HTML file for a browser, a phone or paper. It needs no script and loads nothing. What comes from evidence is
 * hostile and is escaped.
 */
public final class ReportHtml {
    /** Lets the page do nothing but show itself, should a text get past the escaping. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; " + "base-uri 'none'; form-action 'none'";

    private ReportHtml() {}

    public static String of(Report report) {
        StringBuilder page = new StringBuilder();
        try {
            write(report, page);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder takes everything", e);
        }
        return page.toString();
    }

    public static void write(Report report, Appendable out) throws IOException {
        Clock clock = new Clock(report.period());
        write(report, Opening.header(report, clock), List.of(), List.of(), out);
    }

    /**
     * Writes the page with more on it.
     *
     * @param atOnce what belongs below the counts
     * @param inDetail what belongs at the end, before what to look at next
     */
    static void write(Report report, Element header, List<Element> atOnce, List<Element> inDetail, Appendable out)
            throws IOException {
        Clock clock = new Clock(report.period());
        Optional<String> version =
                Optional.ofNullable(ReportHtml.class.getPackage().getImplementationVersion());
        out.append("<!DOCTYPE html>\n");
        element("html")
                .with("lang", "en")
                .with("dir", "ltr")
                .add(head(report, clock))
                .add(element("body")
                        .add(Paints.definitions())
                        .add(header)
                        .add(content(report, clock, atOnce, inDetail))
                        .add(new Foot(report, clock, version).draw()))
                .writeTo(out);
    }

    private static Element head(Report report, Clock clock) {
        return element("head")
                .add(element("meta").with("charset", "utf-8"))
                .add(element("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", POLICY))
                .add(meta("viewport", "width=device-width, initial-scale=1"))
                .add(meta("color-scheme", "light dark"))
                .add(meta("robots", "noindex"))
                .add(element("title")
                        .text(clock.heading() + ": "
                                + Figures.count(report.counts().stalls(), "stall", "stalls") + ", Runner Watchdog"))
                .add(Stylesheet.load());
    }

    private static Element meta(String name, String content) {
        return element("meta").with("name", name).with("content", content);
    }

    /** Without the parts that have nothing to show. */
    private static Element content(Report report, Clock clock, List<Element> atOnce, List<Element> inDetail) {
        Causes causes = Causes.of(report);
        Element content = element("main")
                .add(new CriteriaTiles(report.criteria(), clock).draw())
                .add(new StallCounts(report, clock).draw())
                .add(atOnce);
        if (report.counts().stalls() > 0) {
            content.add(whyAndWhere(report, causes));
        }
        if (report.counts().stalls() > 0 || report.counts().ended() > 0) {
            content.add(Boxes.section("when", "When").add(new TimeChart(report, clock, causes).draw()));
        }
        if (report.durations().count() > 0) {
            content.add(new DurationTable(report).draw());
        }
        if (!report.slowest().isEmpty()) {
            content.add(new SlowestSteps(report.slowest(), clock).draw());
        }
        if (!report.chains().isEmpty()) {
            content.add(new SeenChains(report.chains(), causes, clock).draw());
        }
        return content.add(inDetail).add(new NextLooks(report).draw());
    }

    private static Element whyAndWhere(Report report, Causes causes) {
        Report.StallsBy by = report.stallsBy();
        return Boxes.section("why", "Why and where")
                .add(element("div", "shares")
                        .add(ShareBars.ofCauses("By root cause", 12, causes).draw(by.rootCause()))
                        .add(ShareBars.plain("By host", 6).draw(by.host()))
                        .add(ShareBars.plain("By environment", 6).draw(by.environment()))
                        .add(ShareBars.plain("By command type", 6).draw(by.commandType())));
    }
}
