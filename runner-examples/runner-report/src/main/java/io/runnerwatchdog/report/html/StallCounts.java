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
                .add(fact("Steps ended", counts.ended(), rate, false))
                .add(fact("Failed", counts.failed(), before(Counts::failed), false))
                .add(fact("Killed", counts.killed(), before(Counts::killed), false))
                .add(fact("Skipped", counts.skipped(), before(Counts::skipped), false))
                .add(fact("Blocked by policy", counts.blocked(), before(Counts::blocked), false))
                .add(fact("Slow, not stopped", counts.slow(), before(Counts::slow), false))
                .add(fact(
                        "Survivors",
                        counts.survivors(),
                        counts.survivors() > 0 ? "outlived the stop" : "of stopped steps",
                        counts.survivors() > 0));
    }

    private String before(ToLongFunction<Counts> figure) {
        return report.before()
                .map(before -> "before: " + Figures.count(figure.applyAsLong(before)))
                .orElse("");
    }

    private static Element fact(String name, long count, String note, boolean alarming) {
        return element("div", alarming ? "fact alarming" : "fact")
                .add(element("dt").text(name))
                .add(element("dd", "figure").text(Figures.count(count)))
                .add(element("dd", "small muted").text(note));
    }
}
