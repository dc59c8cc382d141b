package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Breakdown;
import io.runnerwatchdog.report.Breakdown.Share;
import java.util.Locale;
import java.util.function.Function;

/** A breakdown as a table whose rows are bars: the figures are the text alternative. */
final class ShareBars {
    private final String caption;
    private final int most;
    private final Function<String, String> paint;
    private final boolean legend;

    private ShareBars(String caption, int most, Function<String, String> paint, boolean legend) {
        this.caption = caption;
        this.most = most;
        this.paint = paint;
        this.legend = legend;
    }

    /** Bars of one colour for names of any kind, at most so many of them. */
    static ShareBars plain(String caption, int most) {
        return new ShareBars(caption, most, name -> "plain", false);
    }

    /** Bars in the colours of the causes, which makes them the legend of other charts. */
    static ShareBars ofCauses(String caption, int most, Causes causes) {
        return new ShareBars(caption, most, causes::paint, true);
    }

    Element draw(Breakdown breakdown) {
        Element body = element("tbody");
        long total = breakdown.total();
        long widest = Math.max(
                breakdown.shares().stream().mapToLong(Share::count).max().orElse(1), 1);
        breakdown.shares().stream()
                .limit(most)
                .forEach(share -> body.add(row(
                        element("span", "label").name(share.name()),
                        paint.apply(share.name()),
                        share.count(),
                        total,
                        widest)));
        long shown =
                breakdown.shares().stream().limit(most).mapToLong(Share::count).sum();
        if (shown < total) {
            body.add(row(
                    element("span", "label muted").text("all others"), Causes.OTHERS, total - shown, total, widest));
        }
        return element("table", "bars")
                .add(element("caption").text(caption))
                .add(element("thead", "unseen")
                        .add(element("tr")
                                .add(element("th").with("scope", "col").text("Name"))
                                .add(element("th").with("scope", "col").text("Stalls"))
                                .add(element("th").with("scope", "col").text("Share"))))
                .add(body);
    }

    private Element row(Element label, String paint, long count, long total, long widest) {
        Element heading = element("th").with("scope", "row");
        if (legend) {
            heading.add(Causes.swatch(paint));
        }
        double width = Math.min(100.0 * count / widest, 100);
        return element("tr")
                .add(heading.add(label)
                        .add(element("svg", "bar")
                                .with("aria-hidden", "true")
                                .add(element("rect")
                                        .with("width", String.format(Locale.ROOT, "%.1f%%", width))
                                        .with("height", "100%")
                                        .with("fill", Causes.fill(paint)))))
                .add(element("td", "figure").text(Figures.count(count)))
                .add(element("td", "figure muted").text(Figures.share(count, total)));
    }
}
