package io.runnerwatchdog.generator;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Where people work with a host: they keep it busy in their office hours, and schedules do at night. */
enum Site {
    FRANKFURT("fra", "Europe/Berlin"),
    ISTANBUL("ist", "Europe/Istanbul"),
    VIRGINIA("iad", "America/New_York"),
    SINGAPORE("sin", "Asia/Singapore");

    /** By hour of a working day: little at night but for what is scheduled at two, a dip at noon. */
    private static final double[] WORKING_DAY = {
        .20, .15, .60, .40, .15, .15, .20, .40, .75, 1.0, 1.1, 1.0, .75, .85, 1.1, 1.1, 1.0, .80, .50, .35, .30, .30,
        .25, .20
    };

    private static final double WEEKEND = 0.18;

    private final String shortName;
    private final ZoneId zone;

    Site(String shortName, String zone) {
        this.shortName = shortName;
        this.zone = ZoneId.of(zone);
    }

    String shortName() {
        return shortName;
    }

    /** How busy the hour is that begins then; 1 in a good hour of the morning. */
    double activity(Instant hour) {
        ZonedDateTime local = hour.atZone(zone);
        boolean weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
        return WORKING_DAY[local.getHour()] * (weekend ? WEEKEND : 1);
    }
}
