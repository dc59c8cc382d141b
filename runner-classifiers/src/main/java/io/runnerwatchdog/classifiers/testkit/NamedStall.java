package io.runnerwatchdog.classifiers.testkit;

import io.runnerwatchdog.spi.StallContext;

/**
 * A stall that every classifier must be able to judge.
 *
 * @param name what is special about it
 */
record NamedStall(String name, StallContext stall) {
    private static final int LARGE = 1 << 20;

    static NamedStall of(RecordedStall recorded) {
        return new NamedStall("recorded " + recorded.name(), recorded.stall());
    }

    /** Whether judging it again and again would take long. */
    boolean isLarge() {
        return stall.stdout().text().length() + stall.stderr().text().length() > LARGE;
    }
}
