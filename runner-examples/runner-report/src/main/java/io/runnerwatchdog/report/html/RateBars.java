package io.runnerwatchdog.report.html;

import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.fleet.HostFigures;
import io.runnerwatchdog.report.fleet.Outlier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts with ended steps, by how many stalls they have for each thousand of these: many hosts, few bars.
 *
 * @param width of each bar, in stalls for each thousand; a rate belongs to the bar that begins at it
 * @param bars from 0 on
 */
record RateBars(double width, List<Bar> bars) {
    private static final int MOST_BARS = 24;

    /** How many hosts are in one bar, and how many of these are far off. */
    record Bar(long hosts, long outliers) {}

    static RateBars of(FleetReport fleet) {
        List<HostFigures> hosts = fleet.hosts().stream()
                .filter(host -> host.stallsPerThousand().isPresent())
                .toList();
        double highest = hosts.stream().mapToDouble(RateBars::rate).max().orElse(0);
        double width = width(highest);
        Set<String> outliers = fleet.outliers().stream()
                .map(Outlier::host)
                .map(HostFigures::host)
                .collect(Collectors.toSet());
        int count = (int) (highest / width) + 1;
        long[] all = new long[count];
        long[] far = new long[count];
        for (HostFigures host : hosts) {
            int bar = (int) (rate(host) / width);
            all[bar]++;
            far[bar] += outliers.contains(host.host()) ? 1 : 0;
        }
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bars.add(new Bar(all[i], far[i]));
        }
        return new RateBars(width, List.copyOf(bars));
    }

    private static double rate(HostFigures host) {
        return host.stallsPerThousand().orElseThrow();
    }

    /** A round one: 0.1, 0.2, 0.5, 1, 2, 5, 10 and so on. */
    private static double width(double highest) {
        double width = 0.1;
        for (int i = 0; highest / width >= MOST_BARS; i++) {
            width = i % 3 == 1 ? width * 2.5 : width * 2;
        }
        return width;
    }

    double from(int bar) {
        return bar * width;
    }

    double to(int bar) {
        return (bar + 1) * width;
    }
}
