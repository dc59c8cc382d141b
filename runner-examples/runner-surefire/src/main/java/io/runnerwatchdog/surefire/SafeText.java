package io.runnerwatchdog.surefire;

import io.runnerwatchdog.evidence.Redactor;

/** Makes the names, command lines and frames of processes fit for a file and a terminal. */
final class SafeText {
    private static final int LONGEST = 2000;

    private final Redactor redactor;

    SafeText(Redactor redactor) {
        this.redactor = redactor;
    }

    /** One line: without secrets, and without control characters, which could repaint a terminal. */
    String line(String hostile) {
        String plain = redacted(hostile).replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }

    private String redacted(String text) {
        try {
            return redactor.redact(text);
        } catch (IllegalStateException gaveUp) {
            return "[withheld: the redactor failed]";
        }
    }
}
