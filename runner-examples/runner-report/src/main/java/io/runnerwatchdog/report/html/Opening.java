package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Criterion;
import io.runnerwatchdog.report.Criterion.Outcome;
import io.runnerwatchdog.report.Report;
import java.util.List;

/** The head of the page: which time it is about, and in one line whether something burns. */
final class Opening {
    private Opening() {}

    static Element header(Report report, Clock clock) {
        return header(report, clock, "");
    }

    /** @param of of what, where that is not plain */
    static Element header(Report report, Clock clock, String of) {
        return element("header")
                .add(element("p", "eyebrow")
                        .text((clock.isDay() ? "Runner Watchdog, daily report" : "Runner Watchdog, report") + of))
                .add(element("h1").text(clock.heading()))
                .add(verdict(report.criteria()))
                .add(element("p", "muted small").text("All times: " + clock.zone() + "."));
    }

    private static Element verdict(List<Criterion> criteria) {
        Outcome worst = worst(criteria);
        return element("p", "verdict " + Outcomes.styleClass(worst))
                .add(Outcomes.sign(worst), new Text(words(criteria)));
    }

    private static Outcome worst(List<Criterion> criteria) {
        if (count(criteria, Outcome.FAIL) > 0) {
            return Outcome.FAIL;
        }
        return count(criteria, Outcome.PASS) > 0 ? Outcome.PASS : Outcome.NOT_JUDGED;
    }

    private static String words(List<Criterion> criteria) {
        long failed = count(criteria, Outcome.FAIL);
        long passed = count(criteria, Outcome.PASS);
        long open = count(criteria, Outcome.NOT_JUDGED);
        if (failed > 0) {
            return failed + " of " + Figures.count(criteria.size(), "criterion", "criteria") + " not met";
        }
        if (passed == 0) {
            return "Too little happened to judge";
        }
        String met = open == 0 ? "All criteria met" : Figures.count(passed, "criterion", "criteria") + " met";
        return met + (open == 0 ? "" : ", " + open + " not judged");
    }

    private static long count(List<Criterion> criteria, Outcome outcome) {
        return criteria.stream()
                .filter(criterion -> criterion.outcome() == outcome)
                .count();
    }
}
