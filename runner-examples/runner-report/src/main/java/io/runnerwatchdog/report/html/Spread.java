package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Criterion.Goal;
import io.runnerwatchdog.report.Durations;
import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.Report.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Draws P50, P95 and P99 of many kinds on one scale. Each step to the right is so many times as long: steps of a second and
 * steps of an hour stand in one table.
 *
 * @param shortest at the left
 * @param longest at the right
 */
record Spread(Duration shortest, Duration longest) {
    private static final Duration LEAST = Duration.ofMillis(1);

    static Spread over(Report report) {
        return of(Stream.concat(
                        Stream.of(report.durations()), report.kinds().stream().map(Kind::durations))
                .toList());
    }

    static Spread of(List<Durations> rows) {
        List<Duration> all = rows.stream()
                .flatMap(durations -> Stream.of(durations.p50(), durations.p99()))
                .flatMap(Optional::stream)
                .map(duration -> duration.compareTo(LEAST) < 0 ? LEAST : duration)
                .sorted()
                .toList();
        if (all.isEmpty()) {
            return new Spread(LEAST, Duration.ofMinutes(1));
        }
        Duration shortest = all.get(0);
        Duration longest = all.get(all.size() - 1);
        return new Spread(shortest, longest.equals(shortest) ? shortest.multipliedBy(2) : longest);
    }

    String title() {
        return "P50, P95, P99 from " + Figures.duration(shortest) + " to " + Figures.duration(longest);
    }

    /** The figures stand in the same row, so that it needs no words of its own. */
    Element draw(Durations durations) {
        Element drawing = element("svg", "range").with("aria-hidden", "true");
        Duration limit = Duration.ofSeconds((long) Goal.P95_DURATION.limit());
        if (limit.compareTo(shortest) > 0 && limit.compareTo(longest) < 0) {
            drawing.add(vertical("limit", at(limit), 0, 20));
        }
        if (durations.p50().isEmpty()
                || durations.p95().isEmpty()
                || durations.p99().isEmpty()) {
            return drawing;
        }
        double p50 = at(durations.p50().get());
        double p95 = at(durations.p95().get());
        double p99 = at(durations.p99().get());
        return drawing.add(element("line", "whisker")
                        .with("x1", Pixels.percent(p50))
                        .with("x2", Pixels.percent(p99))
                        .with("y1", "10")
                        .with("y2", "10"))
                .add(element("circle", "mark")
                        .with("cx", Pixels.percent(p50))
                        .with("cy", "10")
                        .with("r", "4"))
                .add(vertical("mark", p95, 4, 16))
                .add(vertical("mark", p99, 7, 13));
    }

    private static Element vertical(String styleClass, double at, int from, int to) {
        return element("line", styleClass)
                .with("x1", Pixels.percent(at))
                .with("x2", Pixels.percent(at))
                .with("y1", Integer.toString(from))
                .with("y2", Integer.toString(to));
    }

    /** Where it stands, with room for the marks at both ends. */
    double at(Duration duration) {
        double part = Math.log(Math.max(ratio(duration), 1)) / Math.log(ratio(longest));
        return 0.04 + 0.92 * Math.min(part, 1);
    }

    private double ratio(Duration duration) {
        return (double) duration.toNanos() / shortest.toNanos();
    }
}
