package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Counts;
import io.runnerwatchdog.report.Criterion.Goal;
import io.runnerwatchdog.report.Durations;
import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.Report.Kind;
import java.time.Duration;
import java.util.Optional;

/** How long steps took, by command type and environment. */
final class DurationTable {
    private final Report report;
    private final Spread spread;

    DurationTable(Report report) {
        this.report = report;
        this.spread = Spread.over(report);
    }

    Element draw() {
        Element section = Boxes.section("durations", "How long steps took");
        section.add(element("p", "note small muted")
                .text(
                        "50, 95 and 99 of 100 steps took no longer than P50, P95 and P99. At the right on one scale: dot, "
                                + "long stroke and short stroke; the dashed line is the limit of "
                                + Figures.seconds(Goal.P95_DURATION.limit()) + "."));
        section.add(Boxes.scrolling("How long steps took", table()));
        if (report.kindsLeftOut() > 0) {
            section.add(element("p", "after small muted")
                    .text(Figures.count(report.kindsLeftOut(), "kind", "kinds") + " with fewer stalls not shown."));
        }
        return section;
    }

    private Element table() {
        Element body = element("tbody");
        body.add(
                row(element("th", "step").with("scope", "row").text("All steps"), report.counts(), report.durations()));
        for (Kind kind : report.kinds()) {
            Element name = element("th", "step")
                    .with("scope", "row")
                    .name(kind.commandType())
                    .add(element("span", "muted").text(" in ").name(kind.environment()));
            body.add(row(name, kind.counts(), kind.durations()));
        }
        Element head = element("tr").add(element("th").with("scope", "col").text("Kind"));
        for (String title : new String[] {"Ended", "Stalls", "P50", "P95", "P99", "Longest"}) {
            head.add(element("th", "figure").with("scope", "col").text(title));
        }
        head.add(element("th", "spread").with("scope", "col").text(spread.title()));
        return element("table", "data durations")
                .add(element("caption", "unseen").text("How long steps took, by command type and environment"))
                .add(element("thead").add(head))
                .add(body);
    }

    private Element row(Element name, Counts counts, Durations durations) {
        return element("tr")
                .add(name)
                .add(element("td", "figure").text(Figures.count(durations.count())))
                .add(element("td", counts.stalls() == 0 ? "figure muted" : "figure")
                        .text(Figures.count(counts.stalls())))
                .add(cell(durations.p50()), cell(durations.p95()), cell(durations.p99()), cell(durations.longest()))
                .add(element("td", "spread").add(spread.draw(durations)));
    }

    private static Element cell(Optional<Duration> duration) {
        return element("td", "figure").text(duration.map(Figures::duration).orElse("–"));
    }
}
