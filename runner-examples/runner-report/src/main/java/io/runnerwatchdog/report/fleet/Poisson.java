package io.runnerwatchdog.report.fleet;

/** How likely counts are of things that happen one by one and independently. Pure. */
final class Poisson {
    /** What is smaller beside the sum does not change it any more. */
    private static final double NEGLIGIBLE = 1e-17;

    private Poisson() {}

    /**
     * The chance of so many or more where {@code expected} are usual. Summed from the first on, so that small ones are exact too.
     *
     * @param count more than are expected
     * @param expected more than 0
     */
    static double atLeast(long count, double expected) {
        // Strict: two machines must not differ in the last digit.
        double logarithm = count * StrictMath.log(expected) - expected;
        for (long i = 2; i <= count; i++) {
            logarithm -= StrictMath.log(i);
        }
        double term = StrictMath.exp(logarithm);
        double sum = term;
        for (long next = count + 1; term > sum * NEGLIGIBLE; next++) {
            term *= expected / next;
            sum += term;
        }
        return sum;
    }
}
