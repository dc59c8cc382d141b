package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

/** The parts of a page that hold others. */
final class Boxes {
    private Boxes() {}

    /** A part with a heading, which the outline of the page has. */
    static Element section(String id, String heading) {
        return element("section")
                .with("id", id)
                .with("aria-labelledby", id + "-heading")
                .add(element("h2").with("id", id + "-heading").text(heading));
    }

    /** A part whose heading only readers of the outline need: what is seen speaks for itself. */
    static Element plainSection(String id, String heading) {
        return element("section")
                .with("id", id)
                .with("aria-labelledby", id + "-heading")
                .add(element("h2", "unseen").with("id", id + "-heading").text(heading));
    }

    /** Holds what may be wider than the page; it can be reached and moved with the keyboard. */
    static Element scrolling(String label, Element wide) {
        return element("div", "scroll")
                .with("role", "region")
                .with("tabindex", "0")
                .with("aria-label", label)
                .add(wide);
    }
}
