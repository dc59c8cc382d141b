package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The marks of a time axis: few enough to stand beside each other on a phone. */
final class TimeTicks {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final int MOST_DAYS = 6;
    /** Behind this part of the axis there is no room for letters. */
    private static final double LAST = 0.9;

    private final List<Tick> ticks;

    /** A mark at a part of the axis, 0 to 1. */
    private record Tick(double at, String label) {}

    private TimeTicks(List<Tick> ticks) {
        this.ticks = ticks;
    }

    static TimeTicks of(List<Span> spans, Span.Unit unit, Clock clock) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            double at = (double) i / spans.size();
            if (at < LAST && isMarked(i, spans, unit, clock)) {
                ticks.add(new Tick(at, label(spans.get(i), unit, clock)));
            }
        }
        return new TimeTicks(ticks);
    }

    private static boolean isMarked(int index, List<Span> spans, Span.Unit unit, Clock clock) {
        if (unit != Span.Unit.HOUR) {
            return index % Math.max((spans.size() + MOST_DAYS - 1) / MOST_DAYS, 1) == 0;
        }
        int every = spans.size() <= 8 ? 1 : spans.size() <= 27 ? 4 : 12;
        ZonedDateTime start = clock.at(spans.get(index).start());
        return start.getHour() % every == 0 && start.getMinute() == 0;
    }

    private static String label(Span span, Span.Unit unit, Clock clock) {
        ZonedDateTime start = clock.at(span.start());
        boolean midnightOfSeveral = clock.needsDate() && start.getHour() == 0;
        return unit != Span.Unit.HOUR || midnightOfSeveral ? clock.day(span.start()) : HOUR.format(start);
    }

    List<Element> draw(double bottom) {
        List<Element> drawn = new ArrayList<>();
        for (Tick tick : ticks) {
            String x = Pixels.percent(tick.at());
            drawn.add(element("line", "ground")
                    .with("x1", x)
                    .with("x2", x)
                    .with("y1", Pixels.of(bottom))
                    .with("y2", Pixels.of(bottom + 5)));
            drawn.add(element("text")
                    .with("x", x)
                    .with("y", Pixels.of(bottom + 18))
                    .text(tick.label()));
        }
        return drawn;
    }
}
