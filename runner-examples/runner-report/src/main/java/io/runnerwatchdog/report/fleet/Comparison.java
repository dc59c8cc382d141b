package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Names;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The hosts of a fleet held against each other, by their stalls for each thousand ended steps. Immutable.
 *
 * <p>The usual rate is the median, and the distance from it is counted in median absolute deviations: both stay what they are
 * however bad the few bad hosts are, which mean and standard deviation do not. The score of a host with rate {@code r} is
 * {@code 0.6745 (r - median) / MAD}, and from 3.5 on it is far off (Iglewicz and Hoaglin, How to Detect and Handle Outliers,
 * 1993, who call it the modified z-score). Where more than half of the hosts have the very same rate, as in a fleet that hardly
 * stalls, MAD is 0, and the mean absolute deviation takes its place: {@code (r - median) / (1.2533 meanAD)}, with the factor
 * {@code sqrt(pi / 2)} that makes it a standard deviation for normal values, as 0.6745 does MAD.
 *
 * <p>Such a score alone would always name somebody: with few stalls a fleet's rates are chance, and next to many noughts one
 * stall is far off. So a host is only named if, besides,
 *
 * <ul>
 *   <li>{@value #LEAST_ENDED} of its steps or more have ended, and so it is with {@value #LEAST_HOSTS} hosts or more: a median of fewer says nothing;
 *   <li>so many stalls of its are not chance: at the rate of all other hosts taken together (and one stall more, for where they
 *       have none), that many or more happen with a chance of {@value #CHANCE} at most by {@link Poisson Poisson's law},
 *       divided by the number of hosts that are looked at. So of a hundred reports on fleets in which only chance rules, one
 *       at the most names a host;
 *   <li>it has {@value #LEAST_STALLS} stalls or more, and one or more for each thousand ended steps.
 * </ul>
 *
 * <p>Only hosts that stall more are named: that one stalls less is no trouble.
 *
 * @param judged how many hosts have enough ended steps
 * @param median their usual number of stalls for each thousand ended steps; empty where they are too few
 * @param outliers the hosts that are named, the farthest off first, at most {@value #MOST_NAMED}
 */
public record Comparison(int judged, OptionalDouble median, List<Outlier> outliers) {
    static final int LEAST_ENDED = 30;
    static final int LEAST_HOSTS = 5;
    static final int LEAST_STALLS = 5;
    static final double CHANCE = 0.01;
    private static final int MOST_NAMED = 50;
    private static final double LEAST_PER_THOUSAND = 1;
    private static final double LEAST_SCORE = 3.5;
    /** The third quartile of the standard normal distribution. */
    private static final double NORMAL_QUARTILE = 0.6745;

    private static final double NORMAL_MEAN_DEVIATION = Math.sqrt(Math.PI / 2);

    private static final Comparator<Outlier> FARTHEST_FIRST = Comparator.comparingDouble(Outlier::score)
            .reversed()
            .thenComparing(outlier -> outlier.host().host(), Names.ORDER);

    public Comparison {
        outliers = List.copyOf(outliers);
    }

    /** Of all hosts that were counted. */
    static Comparison of(List<HostFigures> hosts) {
        List<HostFigures> judged = hosts.stream()
                .filter(host -> host.counts().ended() >= LEAST_ENDED)
                .toList();
        if (judged.size() < LEAST_HOSTS) {
            return new Comparison(judged.size(), OptionalDouble.empty(), List.of());
        }
        double[] rates = judged.stream().mapToDouble(Comparison::rate).sorted().toArray();
        double median = median(rates);
        double unit = unit(rates, median);
        long stalls = judged.stream().mapToLong(host -> host.counts().stalls()).sum();
        long ended = judged.stream().mapToLong(host -> host.counts().ended()).sum();
        Others others = new Others(stalls, ended, judged.size());
        List<Outlier> outliers = judged.stream()
                .filter(host -> rate(host) > median && isMuch(host) && others.areUnlike(host))
                .map(host -> new Outlier(host, (rate(host) - median) / unit, others.expected(host, 0)))
                .filter(outlier -> outlier.score() >= LEAST_SCORE)
                .sorted(FARTHEST_FIRST)
                .limit(MOST_NAMED)
                .toList();
        return new Comparison(judged.size(), OptionalDouble.of(median), outliers);
    }

    private static boolean isMuch(HostFigures host) {
        return host.counts().stalls() >= LEAST_STALLS && rate(host) >= LEAST_PER_THOUSAND;
    }

    /** All hosts that are judged, and what they make of one of them. */
    private record Others(long stalls, long ended, int hosts) {
        double expected(HostFigures host, int more) {
            long theirs = stalls - host.counts().stalls() + more;
            return (double) theirs
                    / (ended - host.counts().ended())
                    * host.counts().ended();
        }

        boolean areUnlike(HostFigures host) {
            double expected = expected(host, 1);
            long count = host.counts().stalls();
            return count > expected && Poisson.atLeast(count, expected) <= CHANCE / hosts;
        }
    }

    private static double rate(HostFigures host) {
        return host.stallsPerThousand().orElseThrow();
    }

    /** What a score of 1 is worth; 0 where all rates are the same, and then none is above the median. */
    private static double unit(double[] sorted, double median) {
        double[] distances = Arrays.stream(sorted)
                .map(rate -> Math.abs(rate - median))
                .sorted()
                .toArray();
        double mad = median(distances);
        return mad > 0
                ? mad / NORMAL_QUARTILE
                : NORMAL_MEAN_DEVIATION * Arrays.stream(distances).sum() / distances.length;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
