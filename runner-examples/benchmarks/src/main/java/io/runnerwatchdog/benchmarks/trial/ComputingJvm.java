package io.runnerwatchdog.benchmarks.trial;

/** A Java program that computes without a word until it is ended, ten minutes at most. */
final class ComputingJvm {
    private static final long LONGEST_NANOS = 600_000_000_000L;

    private ComputingJvm() {}

    public static void main(String[] arguments) {
        long begin = System.nanoTime();
        long sum = 0;
        while (System.nanoTime() - begin < LONGEST_NANOS) {
            for (int i = 1; i < 1_000_000; i++) {
                sum += Long.bitCount(sum ^ i);
            }
        }
        System.exit(sum == 0 ? 1 : 0);
    }
}
