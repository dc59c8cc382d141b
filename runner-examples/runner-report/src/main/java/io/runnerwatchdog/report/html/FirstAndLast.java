package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.fleet.SeenFingerprint;
import java.time.Instant;
import java.util.List;

/** Since when each wait chain is seen, and until when. */
record FirstAndLast(List<SeenFingerprint> fingerprints, Causes causes, Clock clock) {
    private static final int MOST = 30;

    Element draw() {
        Element section = Boxes.section("seen", "First and last seen")
                .add(element("p", "note small muted")
                        .text("Of each wait chain, as far back as " + clock.before() + ", which is read as well."))
                .add(Boxes.scrolling("First and last seen", table()));
        int more = fingerprints.size() - MOST;
        if (more > 0) {
            section.add(element("p", "after small muted")
                    .text(Figures.count(more, "chain", "chains") + " with fewer stalls not shown; JSON has more."));
        }
        return section;
    }

    private Element table() {
        Element head = element("tr").add(element("th").with("scope", "col").text("Chain"));
        for (String title : List.of("Stalls", "Hosts")) {
            head.add(element("th", "figure").with("scope", "col").text(title));
        }
        head.add(element("th").with("scope", "col").text("First seen"))
                .add(element("th").with("scope", "col").text("Last seen"));
        Element body = element("tbody");
        fingerprints.stream().limit(MOST).forEach(seen -> body.add(row(seen)));
        return element("table", "data seen")
                .add(element("caption", "unseen").text("Wait chains, first and last seen"))
                .add(element("thead").add(head))
                .add(body);
    }

    private Element row(SeenFingerprint seen) {
        Element chain = element("th", "step")
                .with("scope", "row")
                .add(element("p").add(FleetHtml.cause(seen.rootCause(), causes)))
                .add(SeenChains.tree(seen.links()));
        return element("tr")
                .add(chain)
                .add(element("td", seen.count() == 0 ? "figure muted" : "figure")
                        .text(Figures.count(seen.count())))
                .add(element("td", "figure").text(Figures.count(seen.hosts())))
                .add(moment(seen.first(), seen.firstHost(), seen.isNew() ? "new, " : ""))
                .add(moment(seen.last(), seen.lastHost(), ""));
    }

    private Element moment(Instant at, String host, String note) {
        return element("td")
                .add(element("p").text(note + clock.exactly(at)))
                .add(element("p", "small muted").text("on ").name(host));
    }
}
