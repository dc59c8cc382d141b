package io.runnerwatchdog.report.html;

import java.util.Locale;

/** Lengths in drawings: a tenth of a pixel or of a percent is finer than anybody sees. */
final class Pixels {
    private Pixels() {}

    static String of(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * part);
    }
}
