package io.runnerwatchdog.generator;

import java.util.SplittableRandom;

/** What happened to the files of a day on their way to where they are read. None of it changes what they say. */
enum FileDamage {
    NONE,
    /** The last file is there once more, under another name. */
    COPIED,
    /** The last file is in the folder of the next day as well. */
    COPIED_TO_NEXT_DAY,
    /** The last file was copied while it was written, in the middle of a line, and then again when it was rotated. */
    COPIED_TOO_EARLY,
    /** All files came a day late, and are in the folder of the day on which they came. */
    LATE;

    /** So many files, beside so many lines. */
    private static final int OFTENER_THAN_LINES = 10;

    static FileDamage any(double shareOfLines, SplittableRandom random) {
        return random.nextDouble() < shareOfLines * OFTENER_THAN_LINES
                ? values()[1 + random.nextInt(values().length - 1)]
                : NONE;
    }
}
