package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.fleet.HostFigures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Each host with its figures, those with the most stalls first. */
record HostRanking(FleetReport fleet, Causes causes, Clock clock) {
    private static final int MOST = 50;

    Element draw() {
        Element section = Boxes.section("hosts", "Hosts").add(Boxes.scrolling("Hosts", table()));
        int more = fleet.hosts().size() - MOST;
        if (more > 0) {
            section.add(element("p", "after small muted")
                    .text(Figures.count(more, "host", "hosts") + " with fewer stalls not shown; JSON has all."));
        }
        if (fleet.hostsLeftOut()) {
            section.add(element("p", "after small muted").text("There were more hosts than are told apart."));
        }
        return section;
    }

    private Element table() {
        Element head = element("tr").add(element("th").with("scope", "col").text("Host"));
        for (String title : List.of("Stalls", "Per 1,000", "Ended", "Not succeeded", "P95")) {
            head.add(element("th", "figure").with("scope", "col").text(title));
        }
        head.add(element("th").with("scope", "col").text("Most frequent cause"))
                .add(element("th").with("scope", "col").text("First and last stall"));
        Element body = element("tbody");
        fleet.hosts().stream().limit(MOST).forEach(host -> body.add(row(host)));
        return element("table", "data hosts")
                .add(element("caption", "unseen").text("Hosts, those with the most stalls first"))
                .add(element("thead").add(head))
                .add(body);
    }

    private Element row(HostFigures host) {
        Element cause = element("td");
        host.topCause().ifPresent(name -> cause.add(FleetHtml.cause(name, causes)));
        return element("tr")
                .add(element("th").with("scope", "row").name(host.host()))
                .add(element("td", host.counts().stalls() == 0 ? "figure muted" : "figure")
                        .text(Figures.count(host.counts().stalls())))
                .add(figure(
                        host.stallsPerThousand().isPresent()
                                ? Optional.of(
                                        Figures.decimal(host.stallsPerThousand().getAsDouble()))
                                : Optional.empty()))
                .add(figure(Optional.of(Figures.count(host.counts().ended()))))
                .add(figure(
                        host.counts().failureRate().isPresent()
                                ? Optional.of(Figures.percent(
                                        host.counts().failureRate().getAsDouble()))
                                : Optional.empty()))
                .add(figure(host.durations().p95().map(Figures::duration)))
                .add(cause)
                .add(element("td").text(stalls(host.firstStall(), host.lastStall())));
    }

    private static Element figure(Optional<String> figure) {
        return element("td", "figure").text(figure.orElse("–"));
    }

    private String stalls(Optional<Instant> first, Optional<Instant> last) {
        if (first.isEmpty() || last.isEmpty()) {
            return "–";
        }
        return first.equals(last) ? clock.time(last.get()) : clock.time(first.get()) + " to " + clock.time(last.get());
    }
}
