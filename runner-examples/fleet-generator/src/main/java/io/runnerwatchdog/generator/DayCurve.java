package io.runnerwatchdog.generator;

import java.time.Instant;

/** How what happens in a day is spread over its hours, in UTC. Immutable. */
final class DayCurve {
    private static final int HOURS = 24;
    private static final int HOUR_MILLIS = 3_600_000;

    /** What has happened by the end of each hour. */
    private final double[] until = new double[HOURS];

    DayCurve(Site site, Instant midnight) {
        double sum = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            sum += site.activity(midnight.plusSeconds(hour * 3600L));
            until[hour] = sum;
        }
    }

    double total() {
        return until[HOURS - 1];
    }

    /** The millisecond of the day at which this share of the day's events has happened. */
    int at(double share) {
        double sought = share * total();
        int hour = 0;
        while (hour < HOURS - 1 && until[hour] <= sought) {
            hour++;
        }
        double before = hour == 0 ? 0 : until[hour - 1];
        double part = (sought - before) / (until[hour] - before);
        return hour * HOUR_MILLIS + (int) (Math.min(part, 1) * (HOUR_MILLIS - 1));
    }
}
