package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import java.util.List;

/** The figures of the chart over time. */
record TimeTable(Clock clock, Causes causes, Span.Unit unit, List<Span> spans) {
    Element draw() {
        Element head = element("tr").add(heading(unit == Span.Unit.WEEK ? "Week from" : capital(unit.word())));
        head.add(heading("Stalls"));
        causes.seen()
                .forEach(cause ->
                        head.add(element("th", "figure").with("scope", "col").name(cause)));
        head.add(heading("Others"), heading("Ended"), heading("Not succeeded"));
        Element body = element("tbody");
        spans.forEach(span -> body.add(row(span)));
        return element("details")
                .add(element("summary").text("The figures as a table"))
                .add(Boxes.scrolling(
                        "Stalls by " + unit.word(),
                        element("table", "data")
                                .add(element("caption").text("Stalls and ended steps by " + unit.word()))
                                .add(element("thead").add(head))
                                .add(body)));
    }

    private Element row(Span span) {
        long told = causes.seen().stream().mapToLong(span::stallsOf).sum();
        Element row = element("tr")
                .add(element("th")
                        .with("scope", "row")
                        .text(unit == Span.Unit.HOUR ? clock.time(span.start()) : clock.day(span.start())))
                .add(figure(span.stalls()));
        causes.seen().forEach(cause -> row.add(figure(span.stallsOf(cause))));
        return row.add(figure(span.stalls() - told), figure(span.ended()), figure(span.notSucceeded()));
    }

    private static Element heading(String words) {
        return element("th", "figure").with("scope", "col").text(words);
    }

    /** Noughts step back, so that the eye finds the others. */
    private static Element figure(long count) {
        return element("td", count == 0 ? "figure muted" : "figure").text(Figures.count(count));
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
