package io.runnerwatchdog.policy;

import java.util.HexFormat;

/** A piece of a command as a reason shows it: short, and without control characters, since it may be hostile. */
final class Shown {
    static final int LONGEST = 80;

    private Shown() {}

    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(point -> {
            int kind = Character.getType(point);
            if (Character.isISOControl(point) || kind == Character.FORMAT || kind == Character.SURROGATE) {
                for (char unit : Character.toChars(point)) {
                    shown.append("\\u").append(HexFormat.of().toHexDigits(unit));
                }
            } else {
                shown.appendCodePoint(point);
            }
        });
        boolean cut = text.codePoints().limit(LONGEST + 1L).count() > LONGEST;
        return shown.append(cut ? "…\"" : "\"").toString();
    }
}
