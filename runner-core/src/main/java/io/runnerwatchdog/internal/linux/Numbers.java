package io.runnerwatchdog.internal.linux;

import java.util.OptionalLong;

/** Numbers out of text of the kernel's or a JVM's: the one place that parses them, and it never throws. */
public final class Numbers {
    private static final int MOST_DIGITS = 20;

    private Numbers() {}

    /** A decimal number that fits a long; a larger one up to 2^64 - 1 is taken as the largest long. */
    public static OptionalLong parse(String text) {
        return parse(text, 10);
    }

    /** A hexadecimal number of up to 64 bits, with or without {@code 0x}. */
    public static OptionalLong parseHex(String text) {
        return parse(text.startsWith("0x") ? text.substring(2) : text, 16);
    }

    private static OptionalLong parse(String text, int radix) {
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return OptionalLong.empty();
        }
        try {
            if (radix == 10) {
                return text.length() >= 19 && !text.startsWith("-")
                        ? OptionalLong.of(saturated(text))
                        : OptionalLong.of(Long.parseLong(text));
            }
            return OptionalLong.of(Long.parseUnsignedLong(text, radix));
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    private static long saturated(String text) {
        long value = Long.parseUnsignedLong(text);
        return value < 0 ? Long.MAX_VALUE : value;
    }
}
