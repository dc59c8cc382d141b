package io.runnerwatchdog.run;

import java.util.HexFormat;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Identifies one run in evidence, logs and in the environment of its processes. Random and not to be guessed.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record RunId(String value) {
    private static final int DIGITS = 32;

    public RunId {
        Objects.requireNonNull(value, "value");
        if (!isHexadecimal(value)) {
            throw new IllegalArgumentException("run id must be 32 hexadecimal digits, was \"" + value + "\"");
        }
    }

    private static boolean isHexadecimal(String value) {
        boolean all = value.length() == DIGITS;
        for (int i = 0; all && i < DIGITS; i++) {
            char digit = value.charAt(i);
            all = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
        }
        return all;
    }

    /** A new id of 128 bits from {@code random}, which nobody should be able to guess, as {@link java.security.SecureRandom}. */
    public static RunId random(RandomGenerator random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new RunId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
