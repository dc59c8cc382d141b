package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Stalls over the time of the report, stacked by root cause, with the steps that ended below on the same time axis. Widths are
 * percents and heights pixels, so that letters and textures keep their size on every screen.
 */
final class TimeChart {
    private static final int STALLS_HEIGHT = 180;
    private static final int ENDED_HEIGHT = 48;
    private static final int TICK_LABELS = 22;
    /** A bar so low that it would not be seen is this high. */
    private static final double LEAST_HEIGHT = 2;

    private final Clock clock;
    private final Causes causes;
    private final Span.Unit unit;
    private final List<Span> spans;
    private final TimeTicks ticks;

    TimeChart(Report report, Clock clock, Causes causes) {
        this.clock = clock;
        this.causes = causes;
        this.unit = Span.Unit.fitting(report.hours().size());
        this.spans = Span.gather(report.hours(), unit, clock);
        this.ticks = TimeTicks.of(spans, unit, clock);
    }

    Element draw() {
        return element("figure", "time")
                .add(element("figcaption").text(summary()))
                .add(legend())
                .add(stalls())
                .add(element("p", "under small muted").text("Steps that ended; the striped part did not succeed."))
                .add(ended())
                .add(new TimeTable(clock, causes, unit, spans).draw());
    }

    /** In one sentence what the drawing shows. */
    private String summary() {
        long total = spans.stream().mapToLong(Span::stalls).sum();
        String all = Figures.count(total, "stall", "stalls") + " by " + unit.word() + " and root cause";
        return spans.stream()
                .max(Comparator.comparingLong(Span::stalls))
                .filter(most -> most.stalls() > 0 && spans.size() > 1)
                .map(most -> all + ". Most in the " + unit.word() + " from " + label(most) + ": "
                        + Figures.count(most.stalls()) + ".")
                .orElse(all + ".");
    }

    private String label(Span span) {
        return unit == Span.Unit.HOUR ? clock.time(span.start()) : clock.day(span.start());
    }

    private Element legend() {
        Element legend = element("ul", "legend");
        for (String cause : causes.seen()) {
            legend.add(element("li").add(Causes.swatch(causes.paint(cause))).name(cause));
        }
        if (spans.stream().anyMatch(span -> others(span) > 0)) {
            legend.add(element("li").add(Causes.swatch(Causes.OTHERS)).text("all others"));
        }
        return legend;
    }

    private long others(Span span) {
        return span.stalls() - causes.seen().stream().mapToLong(span::stallsOf).sum();
    }

    private Element stalls() {
        Axis axis = Axis.to(spans.stream().mapToLong(Span::stalls).max().orElse(0), STALLS_HEIGHT);
        Element drawing = drawing(axis, TICK_LABELS)
                .add(element("title").text("Stalls by " + unit.word()))
                .add(element("desc").text(summary() + " The table below has the figures."))
                .add(axis.lines());
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            double scale = scale(span.stalls(), axis);
            double y = axis.bottom();
            for (String cause : causes.seen()) {
                y = bar(drawing, i, y, span.stallsOf(cause) * scale, Causes.fill(causes.paint(cause)));
            }
            bar(drawing, i, y, others(span) * scale, Causes.fill(Causes.OTHERS));
        }
        return row(axis, drawing.add(axis.ground()).add(ticks.draw(axis.bottom())));
    }

    private Element ended() {
        Axis axis = Axis.to(spans.stream().mapToLong(Span::ended).max().orElse(0), ENDED_HEIGHT)
                .withoutMiddle();
        long ended = spans.stream().mapToLong(Span::ended).sum();
        long notSucceeded = spans.stream().mapToLong(Span::notSucceeded).sum();
        Element drawing = drawing(axis, 6)
                .add(element("title").text("Ended steps by " + unit.word()))
                .add(element("desc")
                        .text(Figures.count(ended, "step", "steps") + " ended, " + Figures.count(notSucceeded)
                                + " did not succeed. The table below has the figures."))
                .add(axis.lines());
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            double scale = scale(span.ended(), axis);
            double y = bar(drawing, i, axis.bottom(), span.notSucceeded() * scale, Causes.fill("failed"));
            bar(drawing, i, y, (span.ended() - span.notSucceeded()) * scale, Causes.fill("succeeded"));
        }
        return row(axis, drawing.add(axis.ground()));
    }

    private static Element drawing(Axis axis, int below) {
        return element("svg", "plot").with("role", "img").with("height", Pixels.of(axis.bottom() + below));
    }

    private static Element row(Axis axis, Element drawing) {
        return element("div", "plot-row").add(axis.figures(), drawing);
    }

    /** Pixels for each stall of a bar. */
    private static double scale(long height, Axis axis) {
        if (height == 0) {
            return 0;
        }
        double pixels = axis.bottom() - axis.y(height);
        return Math.max(pixels, LEAST_HEIGHT) / height;
    }

    /** Draws upwards from {@code bottom}, and says where it has come to. */
    private double bar(Element drawing, int index, double bottom, double height, String fill) {
        if (height <= 0) {
            return bottom;
        }
        double slot = 1.0 / spans.size();
        drawing.add(element("rect", "stack")
                .with("x", Pixels.percent(slot * (index + 0.1)))
                .with("y", String.format(Locale.ROOT, "%.2f", bottom - height))
                .with("width", Pixels.percent(slot * 0.8))
                .with("height", String.format(Locale.ROOT, "%.2f", height))
                .with("fill", fill));
        return bottom - height;
    }
}
