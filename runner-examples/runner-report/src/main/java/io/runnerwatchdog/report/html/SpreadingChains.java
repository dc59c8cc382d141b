package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.fleet.Spread;
import io.runnerwatchdog.report.fleet.Spread.FirstSeen;
import java.time.Duration;
import java.util.List;

/** The wait chains that move from host to host: where each began, and who has it since when. */
record SpreadingChains(List<Spread> spreads, Causes causes, Clock clock) {
    private static final int MOST_HOSTS = 30;

    Element draw() {
        Element list = element("ol", "chains");
        spreads.forEach(spread -> list.add(item(spread)));
        return Boxes.section("spreads", "Wait chains that move from host to host")
                .add(element("p", "note small muted")
                        .text("Host after host saw it for the first time, and then again and again."))
                .add(list);
    }

    private Element item(Spread spread) {
        Element heading = element("h3")
                .add(Causes.swatch(causes.paint(spread.rootCause())))
                .name(spread.rootCause())
                .add(element("span", "muted")
                        .text(" on " + Figures.count(spread.hosts(), "host", "hosts") + " within "
                                + Figures.duration(spread.span()) + ", from ")
                        .name(spread.origin()));
        Element item = element("li")
                .add(heading)
                .add(SeenChains.tree(spread.links()))
                .add(Boxes.scrolling("Hosts, in the order in which they saw it first", table(spread)));
        int more = spread.hosts() - MOST_HOSTS;
        if (more > 0) {
            item.add(element("p", "small muted").text("and " + Figures.count(more, "host", "hosts") + " more"));
        }
        return item;
    }

    private Element table(Spread spread) {
        Element head = element("tr")
                .add(element("th").with("scope", "col").text("Host"))
                .add(element("th").with("scope", "col").text("First seen"))
                .add(element("th", "figure").with("scope", "col").text("After the first"))
                .add(element("th", "figure").with("scope", "col").text("Stalls"))
                .add(element("th", "spread").with("scope", "col").text("When"));
        Element body = element("tbody");
        spread.firstSeen().stream().limit(MOST_HOSTS).forEach(seen -> body.add(row(seen, spread)));
        return element("table", "data hosts")
                .add(element("caption", "unseen").text("Hosts, in the order in which they saw it first"))
                .add(element("thead").add(head))
                .add(body);
    }

    private Element row(FirstSeen seen, Spread spread) {
        Duration after = Duration.between(spread.firstSeen().get(0).at(), seen.at());
        return element("tr")
                .add(element("th").with("scope", "row").name(seen.host()))
                .add(element("td").text(clock.exactly(seen.at())))
                .add(element("td", "figure").text(after.isZero() ? "–" : Figures.duration(after)))
                .add(element("td", "figure").text(Figures.count(seen.stalls())))
                .add(element("td", "spread")
                        .add(mark((double) after.toMillis() / spread.span().toMillis())));
    }

    /** A line from the first host to this one, with room for the mark at both ends. */
    private static Element mark(double part) {
        double at = 0.04 + 0.92 * part;
        return element("svg", "range")
                .with("aria-hidden", "true")
                .add(element("line", "whisker")
                        .with("x1", Pixels.percent(0.04))
                        .with("x2", Pixels.percent(at))
                        .with("y1", "10")
                        .with("y2", "10"))
                .add(element("circle", "mark")
                        .with("cx", Pixels.percent(at))
                        .with("cy", "10")
                        .with("r", "4"));
    }
}
