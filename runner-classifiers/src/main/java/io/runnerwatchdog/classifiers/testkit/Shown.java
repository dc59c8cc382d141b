package io.runnerwatchdog.classifiers.testkit;

import java.util.HexFormat;

/** Found text as a message shows it: short, and without control characters, since it may be hostile. */
final class Shown {
    private static final int LONGEST = 160;

    private Shown() {}

    static String plain(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> {
            boolean hidden = Character.isISOControl(point) || Character.getType(point) == Character.FORMAT;
            if (hidden || Character.getType(point) == Character.SURROGATE) {
                for (char unit : Character.toChars(point)) {
                    shown.append("\\u").append(HexFormat.of().toHexDigits(unit));
                }
            } else {
                shown.appendCodePoint(point);
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "…" : shown.toString();
    }
}
