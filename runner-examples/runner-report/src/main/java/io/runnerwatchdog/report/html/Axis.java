package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import java.util.ArrayList;
import java.util.List;

/**
 * A vertical axis from 0 to a round number.
 *
 * @param top the round number, at least what is to be shown
 * @param step from one line to the next
 * @param height in pixels
 */
record Axis(long top, long step, int height) {
    private static final int MOST_STEPS = 4;
    /** Room above, so that the uppermost figure is not cut. */
    static final int HEAD = 10;

    static Axis to(long highest, int height) {
        long needed = Math.max(highest, 1);
        long step = 1;
        for (int i = 0; needed > step * MOST_STEPS; i++) {
            // 1, 2, 5, 10, 20, 50 ...
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        return new Axis((needed + step - 1) / step * step, step, height);
    }

    /** With a line at 0 and at the top only, for low drawings. */
    Axis withoutMiddle() {
        return new Axis(top, top, height);
    }

    /** How far down from the top of the drawing a value stands. */
    double y(double value) {
        return HEAD + height * (1 - value / top);
    }

    double bottom() {
        return HEAD + height;
    }

    List<Element> lines() {
        List<Element> lines = new ArrayList<>();
        for (long value = step; value <= top; value += step) {
            lines.add(line("grid", y(value)));
        }
        return lines;
    }

    /** The line at 0; to be drawn last, for bars stand on it. */
    Element ground() {
        return line("ground", bottom());
    }

    private static Element line(String styleClass, double y) {
        return element("line", styleClass)
                .with("x1", "0")
                .with("x2", "100%")
                .with("y1", Pixels.of(y))
                .with("y2", Pixels.of(y));
    }

    /** The figures, as a drawing of their own: the bars beside it are as wide as the page allows. */
    Element figures() {
        Element figures = element("svg", "axis").with("aria-hidden", "true").with("height", Pixels.of(bottom() + 6));
        for (long value = 0; value <= top; value += step) {
            figures.add(element("text")
                    .with("x", "100%")
                    .with("y", Pixels.of(y(value) + 4))
                    .with("text-anchor", "end")
                    .text(Figures.count(value)));
        }
        return figures;
    }
}
