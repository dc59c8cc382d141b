package io.runnerwatchdog.generator;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that depends on the seed and the place alone, so that it does not matter who comes first. */
final class Chance {
    private Chance() {}

    /** A stream of its own for this place, for example a host and a day. */
    static SplittableRandom at(long seed, long... place) {
        long mixed = mix(seed);
        for (long each : place) {
            mixed = mix(mixed + 0x9E3779B97F4A7C15L * (each + 1));
        }
        return new SplittableRandom(mixed);
    }

    /** Stafford's thirteenth mixer: neighbours come out unlike each other. */
    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    static <T> T pick(SplittableRandom random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Log-normal. Of {@link StrictMath}: the other kind may differ in the last bit from one machine to the next. */
    static double logNormal(SplittableRandom random, double median, double sigma) {
        return median * StrictMath.exp(random.nextGaussian() * sigma);
    }
}
