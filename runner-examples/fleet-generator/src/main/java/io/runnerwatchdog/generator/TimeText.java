package io.runnerwatchdog.generator;

import java.time.LocalDate;

/** Moments in whole seconds, as evidence has them. The date is written anew only with each new day. Not thread-safe. */
final class TimeText {
    static final int LENGTH = "2026-11-16T00:00:00Z".length();

    private static final long DAY_MILLIS = 86_400_000;

    private final char[] text = "0000-00-00T00:00:00Z".toCharArray();
    private long day = Long.MIN_VALUE;

    /** The text of this moment; good until the next one. */
    char[] of(long millis) {
        long itsDay = Math.floorDiv(millis, DAY_MILLIS);
        if (itsDay != day) {
            day = itsDay;
            LocalDate.ofEpochDay(day).toString().getChars(0, 10, text, 0);
        }
        int second = (int) (Math.floorMod(millis, DAY_MILLIS) / 1000);
        twoDigits(second / 3600, 11);
        twoDigits(second / 60 % 60, 14);
        twoDigits(second % 60, 17);
        return text;
    }

    private void twoDigits(int number, int at) {
        text[at] = (char) ('0' + number / 10);
        text[at + 1] = (char) ('0' + number % 10);
    }
}
