package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Shares hosts out among tasks, so that these take about the same time. Pure. */
final class Shares {
    /** Several for each core: one that is done early takes the next. */
    private static final int FOR_EACH_CORE = 3;

    /**
     * A cluster that grows on demand has few cores before there is work. A core takes some seconds for this much, beside
     * which the start of a task is nothing.
     */
    private static final long MOST_WEIGHT = 512L << 20;

    /** The driver merges what each task found. */
    private static final int MOST = 10_000;

    private static final Comparator<HostFiles> HEAVIEST_FIRST = Comparator.comparingLong(HostFiles::weight)
            .reversed()
            .thenComparing(host -> host.group().host(), Names.ORDER);

    private Shares() {}

    /** The hosts of each task, at least one, the heaviest task first. */
    static List<List<HostFiles>> of(List<HostFiles> hosts, int cores) {
        long weight = hosts.stream().mapToLong(HostFiles::weight).sum();
        long wanted = Math.max((long) FOR_EACH_CORE * cores, weight / MOST_WEIGHT);
        int tasks = (int) Math.min(Math.min(wanted, MOST), hosts.size());
        return evenly(hosts, tasks);
    }

    /** The heaviest host that is left goes to the task that has least. */
    private static List<List<HostFiles>> evenly(List<HostFiles> hosts, int tasks) {
        PriorityQueue<Share> lightestFirst = new PriorityQueue<>(Comparator.comparingLong(Share::weight));
        hosts.stream().sorted(HEAVIEST_FIRST).forEach(host -> {
            Share share = lightestFirst.size() < tasks ? new Share() : lightestFirst.remove();
            share.add(host);
            lightestFirst.add(share);
        });
        return lightestFirst.stream()
                .sorted(Comparator.comparingLong(Share::weight).reversed())
                .map(share -> List.copyOf(share.hosts))
                .toList();
    }

    /** What one task has so far. */
    private static final class Share {
        private final List<HostFiles> hosts = new ArrayList<>();
        private long weight;

        void add(HostFiles host) {
            hosts.add(host);
            weight += host.weight();
        }

        long weight() {
            return weight;
        }
    }
}
