package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Counts;
import io.runnerwatchdog.report.Report;
import java.util.function.ToLongFunction;

/** How many stalls, how that compares with the time before, and what else was counted. */
record StallCounts(Report report, Clock clock) {
    Element draw() {
        Counts counts = report.counts();
        return Boxes.plainSection("counts", "Stalls")
                .add(element("div", "counts")
                        .add(element("div", "lead")
                                .add(element("p", "number")
                                        .text(Figures.count(counts.stalls()))
                                        .add(element("span", "unit").text(counts.stalls() == 1 ? " stall" : " stalls")))
                                .add(element("p", "small").text(comparison()))
                                .add(element("p", "small muted").text(kinds(counts))))
                        .add(others(counts)));
    }

    private String comparison() {
        if (report.before().isEmpty()) {
            return "no evidence of " + clock.before();
        }
        long before = report.before().get().stalls();
        long change = report.counts().stalls() - before;
        if (change == 0) {
            return "as many as " + clock.before();
        }
        return Figures.change(change) + " against " + clock.before() + " (" + Figures.count(before) + ")";
    }

    private static String kinds(Counts counts) {
        if (counts.stalls() == 0) {
            return "no step reached a limit";
        }
        String limits = Figures.count(counts.idleStalls()) + " without output, " + Figures.count(counts.hardStalls())
                + " over the run time";
        return counts.shadowStalls() == 0
                ? limits
                : limits + "; " + Figures.count(counts.shadowStalls()) + " of them in shadow, not stopped";
    }

    private Element others(Counts counts) {
        String rate = counts.failureRate().isPresent()
                ? Figures.percent(counts.failureRate().getAsDouble()) + " did not succeed"
                : "none to judge";
        return element("dl", "facts")
                .add(fact("Steps ended", counts.ended(), rate))
                .add(fact("Failed", counts.failed(), before(Counts::failed)))
                .add(fact("Killed", counts.killed(), before(Counts::killed)))
                .add(fact("Skipped", counts.skipped(), before(Counts::skipped)))
                .add(fact("Blocked", counts.blocked(), before(Counts::blocked)))
                .add(fact("Slow", counts.slow(), before(Counts::slow)))
                .add(survivors(counts.survivors()));
    }

    private Element survivors(long survivors) {
        return survivors == 0
                ? fact("Survivors", 0, before(Counts::survivors))
                : fact("Survivors", survivors, "outlived a stop").with("class", "fact alarming");
    }

    private String before(ToLongFunction<Counts> figure) {
        return report.before()
                .map(before -> "before: " + Figures.count(figure.applyAsLong(before)))
                .orElse("");
    }

    private static Element fact(String name, long count, String note) {
        return element("div", "fact")
                .add(element("dt").text(name))
                .add(element("dd", "figure").text(Figures.count(count)))
                .add(element("dd", "small muted").text(note));
    }
}
