package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Criterion.Outcome;

/** How met and not met look: by shape and word first, by colour last. */
final class Outcomes {
    private Outcomes() {}

    static String styleClass(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "pass";
            case FAIL -> "fail";
            case NOT_JUDGED -> "open";
        };
    }

    static String word(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "met";
            case FAIL -> "not met";
            case NOT_JUDGED -> "not judged";
        };
    }

    /** A sign beside words that say the same. */
    static Element sign(Outcome outcome) {
        String lines = switch (outcome) {
            case PASS -> "M4.5 8.5 7 11l4.5-6";
            case FAIL -> "M8 4v5M8 11v1.2";
            case NOT_JUDGED -> "M5 8h6";
        };
        Element shape = outcome == Outcome.FAIL
                ? element("path", "shape").with("d", "M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z")
                : element("circle", "shape").with("cx", "8").with("cy", "8").with("r", "7.2");
        return element("svg", "sign")
                .with("viewBox", "0 0 16 16")
                .with("aria-hidden", "true")
                .add(shape, element("path", "stroke").with("d", lines));
    }
}
