package io.runnerwatchdog.generator;

/**
 * What stands in the files of a fleet.
 *
 * @param events whole lines, each event once
 * @param duplicates whole lines that say again what another says
 * @param torn parts of lines, those in copies too
 * @param files how many files
 */
public record Written(long events, long duplicates, long torn, long files) {
    static final Written NOTHING = new Written(0, 0, 0, 0);

    Written and(Written other) {
        return new Written(
                events + other.events, duplicates + other.duplicates, torn + other.torn, files + other.files);
    }
}
