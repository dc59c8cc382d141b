package io.runnerwatchdog.report.html;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/**
 * Numbers for people. They are cut, not rounded: what is below a limit must not look as if it had reached it. A number and its
 * unit stay on one line.
 */
final class Figures {
    /** The most that is shown of one text; evidence holds all of it. */
    static final int LONGEST_TEXT = 400;

    static final String GAP = "\u00a0";
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.DOWN);

    private Figures() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String count(long number, String one, String many) {
        return count(number) + GAP + (number == 1 ? one : many);
    }

    /** How many more or fewer, with its sign. */
    static String change(long difference) {
        return (difference < 0 ? "−" : "+") + count(Math.abs(difference));
    }

    /** A part of 1, to a tenth of a percent. */
    static String percent(double part) {
        BigDecimal percent = BigDecimal.valueOf(part).movePointRight(2).setScale(1, RoundingMode.DOWN);
        return percent.stripTrailingZeros().toPlainString() + GAP + "%";
    }

    /** A number that need not be whole: to a tenth, small ones to two digits. */
    static String decimal(double number) {
        BigDecimal value = BigDecimal.valueOf(number);
        if (number >= 1) {
            return value.setScale(1, RoundingMode.DOWN).toPlainString();
        }
        return number == 0 ? "0" : value.round(TWO_DIGITS).stripTrailingZeros().toPlainString();
    }

    /** A share in whole percents; never 0 where there is something, never 100 where something is missing. */
    static String share(long part, long whole) {
        if (part == 0 || whole == 0) {
            return "0" + GAP + "%";
        }
        long percent = Math.round(100.0 * part / whole);
        if (percent == 0) {
            return "<1" + GAP + "%";
        }
        return percent == 100 && part < whole ? ">99" + GAP + "%" : percent + GAP + "%";
    }

    /** How often a second. */
    static String rate(double perSecond) {
        return BigDecimal.valueOf(perSecond)
                        .round(TWO_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString() + "/s";
    }

    static String seconds(double seconds) {
        return duration(
                Duration.ofMillis(BigDecimal.valueOf(seconds).movePointRight(3).longValue()));
    }

    static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            long millis = duration.toMillis();
            return millis == 0 && !duration.isZero() ? "<1" + GAP + "ms" : millis + GAP + "ms";
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return duration.toSeconds() + "." + duration.toMillisPart() / 100 + GAP + "s";
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return parts(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        if (duration.compareTo(Duration.ofDays(1)) < 0) {
            return parts(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        return parts(duration.toDays(), "d", duration.toHoursPart(), "h");
    }

    private static String parts(long many, String unit, int rest, String smaller) {
        return count(many) + GAP + unit + (rest == 0 ? "" : GAP + rest + GAP + smaller);
    }
}
