package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Criterion;
import io.runnerwatchdog.report.Criterion.Goal;
import io.runnerwatchdog.report.Criterion.Outcome;
import java.util.ArrayList;
import java.util.List;

/** The success criteria: the value, the limit, and when it was worst. */
record CriteriaTiles(List<Criterion> criteria, Clock clock) {
    Element draw() {
        Element tiles = element("ul", "tiles");
        criteria.forEach(criterion -> tiles.add(tile(criterion)));
        return Boxes.plainSection("criteria", "Success criteria").add(tiles);
    }

    private Element tile(Criterion criterion) {
        Outcome outcome = criterion.outcome();
        Goal goal = criterion.goal();
        Element tile = element("li", "tile " + Outcomes.styleClass(outcome))
                .add(element("h3").text(name(goal)))
                .add(element("p", "outcome").add(Outcomes.sign(outcome), new Text(Outcomes.word(outcome))));
        if (criterion.value().isEmpty()) {
            tile.add(element("p", "value").text("–"));
        } else {
            tile.add(element("p", "value").text(figure(goal, criterion.value().getAsDouble())));
        }
        tile.add(element("p", "small").text("limit: below " + figure(goal, goal.limit())));
        windows(criterion).forEach(line -> tile.add(element("p", "small muted").text(line)));
        return tile;
    }

    /** When the value was so bad, and how it was at the end: whether it still burns. */
    private List<String> windows(Criterion criterion) {
        if (criterion.value().isEmpty()) {
            return List.of("too little happened");
        }
        List<String> lines = new ArrayList<>();
        String window = window(criterion.goal());
        if (criterion.worstAt().isEmpty()) {
            lines.add("of " + window);
        } else if (criterion.value().getAsDouble() > 0) {
            lines.add("worst " + window + ": until "
                    + clock.time(criterion.worstAt().get()));
        }
        criterion.latest().ifPresent(value -> lines.add("last " + window + ": " + figure(criterion.goal(), value)));
        return lines;
    }

    private static String name(Goal goal) {
        return switch (goal) {
            case STALL_RATE -> "Stall rate";
            case P95_DURATION -> "Duration, P95";
            case AUTO_SKIPS -> "Skipped steps";
            case FAILURE_RATE -> "Failure rate";
        };
    }

    private static String window(Goal goal) {
        return switch (goal) {
            case STALL_RATE -> "5" + Figures.GAP + "min";
            case P95_DURATION -> "all ended steps";
            case AUTO_SKIPS -> "24" + Figures.GAP + "h";
            case FAILURE_RATE -> "10" + Figures.GAP + "min";
        };
    }

    static String figure(Goal goal, double value) {
        return switch (goal) {
            case STALL_RATE -> Figures.rate(value);
            case P95_DURATION -> Figures.seconds(value);
            case AUTO_SKIPS -> Figures.count((long) value);
            case FAILURE_RATE -> Figures.percent(value);
        };
    }
}
