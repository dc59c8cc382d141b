package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.fleet.Comparison;
import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.fleet.Outlier;
import java.util.List;

/** The hosts against each other: how their rates lie, and who is far off. */
record HostComparison(FleetReport fleet) {
    Element draw() {
        Comparison comparison = fleet.comparison();
        Element section = Boxes.section("outliers", "Hosts against each other")
                .add(element("p", "note").text(verdict(comparison)));
        if (!comparison.outliers().isEmpty()) {
            section.add(Boxes.scrolling("Hosts that are far off", table(comparison.outliers())));
        }
        return section.add(new RateChart(RateBars.of(fleet)).draw());
    }

    private static String verdict(Comparison comparison) {
        String usual = "Usual among " + Figures.count(comparison.judged(), "host", "hosts") + ": "
                + Figures.decimal(comparison.median().orElseThrow()) + " stalls for each 1,000 ended steps.";
        int outliers = comparison.outliers().size();
        return outliers == 0
                ? usual + " No host is far off."
                : usual + " " + Figures.count(outliers, "host stalls", "hosts stall") + " far more than the others.";
    }

    private static Element table(List<Outlier> outliers) {
        Element head = element("tr").add(element("th").with("scope", "col").text("Host"));
        for (String title : List.of("Stalls", "Expected", "Per 1,000", "Score")) {
            head.add(element("th", "figure").with("scope", "col").text(title));
        }
        head.add(element("th").with("scope", "col").text("Most frequent cause"));
        Element body = element("tbody");
        outliers.forEach(outlier -> body.add(row(outlier)));
        return element("table", "data hosts")
                .add(element("caption", "unseen").text("Hosts that stall far more than the others"))
                .add(element("thead").add(head))
                .add(body);
    }

    private static Element row(Outlier outlier) {
        Element cause = element("td");
        outlier.host().topCause().ifPresent(cause::name);
        return element("tr")
                .add(element("th").with("scope", "row").name(outlier.host().host()))
                .add(element("td", "figure bad")
                        .text(Figures.count(outlier.host().counts().stalls())))
                .add(element("td", "figure").text(Figures.decimal(outlier.expected())))
                .add(element("td", "figure")
                        .text(Figures.decimal(outlier.host().stallsPerThousand().orElseThrow())))
                .add(element("td", "figure").text(Figures.decimal(outlier.score())))
                .add(cause);
    }
}
