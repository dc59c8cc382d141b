package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.html.RateBars.Bar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** How many hosts stall how often. */
record RateChart(RateBars rates) {
    private static final int HEIGHT = 96;
    private static final int LABELS = 22;
    private static final int MOST_LABELS = 6;
    /** A bar so low that it would not be seen is this high. */
    private static final double LEAST_HEIGHT = 2;

    Element draw() {
        return element("figure", "rates")
                .add(element("figcaption", "small muted")
                        .text("Hosts by their stalls for each 1,000 ended steps; striped are those that are far off."))
                .add(drawing())
                .add(table());
    }

    private Element drawing() {
        Axis axis = Axis.to(rates.bars().stream().mapToLong(Bar::hosts).max().orElse(0), HEIGHT);
        Element drawing = element("svg", "plot")
                .with("role", "img")
                .with("height", Pixels.of(axis.bottom() + LABELS))
                .add(element("title").text("Hosts by their stall rate"))
                .add(element("desc").text("The table below has the figures."))
                .add(axis.lines());
        for (int i = 0; i < rates.bars().size(); i++) {
            bar(drawing, i, axis);
        }
        drawing.add(axis.ground());
        int every = (rates.bars().size() + MOST_LABELS - 1) / MOST_LABELS;
        for (int i = 0; i < rates.bars().size(); i += every) {
            drawing.add(element("text")
                    .with("x", Pixels.percent((double) i / rates.bars().size()))
                    .with("y", Pixels.of(axis.bottom() + 18))
                    .text(rate(rates.from(i))));
        }
        return element("div", "plot-row").add(axis.figures(), drawing);
    }

    private void bar(Element drawing, int index, Axis axis) {
        Bar bar = rates.bars().get(index);
        if (bar.hosts() == 0) {
            return;
        }
        double scale = Math.max(axis.bottom() - axis.y(bar.hosts()), LEAST_HEIGHT) / bar.hosts();
        double top = part(drawing, index, axis.bottom(), bar.outliers() * scale, "failed");
        part(drawing, index, top, (bar.hosts() - bar.outliers()) * scale, "plain");
    }

    private double part(Element drawing, int index, double bottom, double height, String paint) {
        if (height > 0) {
            double slot = 1.0 / rates.bars().size();
            drawing.add(element("rect", "stack")
                    .with("x", Pixels.percent(slot * (index + 0.1)))
                    .with("y", String.format(Locale.ROOT, "%.2f", bottom - height))
                    .with("width", Pixels.percent(slot * 0.8))
                    .with("height", String.format(Locale.ROOT, "%.2f", height))
                    .with("fill", Causes.fill(paint)));
        }
        return bottom - height;
    }

    private Element table() {
        Element head = element("tr")
                .add(element("th", "figure").with("scope", "col").text("Stalls for each 1,000"))
                .add(element("th", "figure").with("scope", "col").text("Hosts"))
                .add(element("th", "figure").with("scope", "col").text("Far off"));
        Element body = element("tbody");
        for (int i = 0; i < rates.bars().size(); i++) {
            Bar bar = rates.bars().get(i);
            body.add(element("tr")
                    .add(element("th", "figure")
                            .with("scope", "row")
                            .text(rate(rates.from(i)) + " to " + rate(rates.to(i))))
                    .add(element("td", bar.hosts() == 0 ? "figure muted" : "figure")
                            .text(Figures.count(bar.hosts())))
                    .add(element("td", bar.outliers() == 0 ? "figure muted" : "figure")
                            .text(Figures.count(bar.outliers()))));
        }
        return element("details")
                .add(element("summary").text("The figures as a table"))
                .add(Boxes.scrolling(
                        "Hosts by their stall rate",
                        element("table", "data")
                                .add(element("caption").text("Hosts by their stalls for each 1,000 ended steps"))
                                .add(element("thead").add(head))
                                .add(body)));
    }

    /** Widths are sums of tenths, which binary numbers are not. */
    private static String rate(double rate) {
        return BigDecimal.valueOf(rate)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
