package io.runnerwatchdog.diagnosis;

/**
 * How sure a verdict is.
 *
 * @param value from 0 (a guess) to 1 (certain), rounded to two decimals: more would claim a precision that nobody has
 */
public record Confidence(double value) implements Comparable<Confidence> {
    /** No evidence at all. */
    public static final Confidence NONE = new Confidence(0);

    public Confidence {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("confidence must be within 0 and 1, was " + value);
        }
        value = Math.round(value * 100) / 100.0;
    }

    /** The confidence of this value. */
    public static Confidence of(double value) {
        return new Confidence(value);
    }

    @Override
    public int compareTo(Confidence other) {
        return Double.compare(value, other.value);
    }
}
