package io.runnerwatchdog.generator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;

/** What happens to the fleet as a whole: who the hosts are, how much each of them does, what goes wrong. Immutable. */
final class FleetScript {
    /** So that a path made of it shows who does not take care: it means something to shells, to SQL, to pages and to addresses. */
    static final String HOSTILE_NAME = "ci-<b>'&;$(x) %41";

    private static final long FLEET = -1;
    private static final double SPREAD_BEGINS = 0.3;
    private static final double SPREAD_ENDS = 0.75;

    private final FleetPlan plan;
    private final WaitStory sharedLock;
    private final WaitStory badDisk;
    private final List<HostProfile> hosts;
    private final List<Outage> outages;
    /** How many events have been handed out before each host's day, and after the last. */
    private final long[] before;

    FleetScript(FleetPlan plan) {
        this.plan = plan;
        SplittableRandom random = Chance.at(plan.seed(), FLEET);
        sharedLock = Stories.sharedLock("/mnt/shared/gradle/modules-" + (2 + random.nextInt(7)) + "/modules.lock");
        badDisk = Stories.badDisk("sd" + (char) ('b' + random.nextInt(6)) + "1");
        hosts = hosts(random);
        outages = outages(random);
        before = handedOut();
    }

    private List<HostProfile> hosts(SplittableRandom random) {
        List<Integer> order = new ArrayList<>();
        // The last has the hostile name, and no part in anything else.
        for (int host = 0; host < plan.hosts() - 1; host++) {
            order.add(host);
        }
        Collections.shuffle(order, new Random(random.nextLong()));
        int bad = order.get(0);
        int sharing = Math.min(order.size() - 1, Math.max(4, Math.min(12, plan.hosts() / 20)));
        List<Integer> infected = order.subList(1, 1 + sharing);
        List<HostProfile> made = new ArrayList<>();
        for (int host = 0; host < plan.hosts(); host++) {
            Site site = Site.values()[host % Site.values().length];
            int place = infected.indexOf(host);
            made.add(new HostProfile(
                    host,
                    name(host, site),
                    site,
                    Chance.logNormal(random, 1, 0.4),
                    16 + random.nextInt(13),
                    random.nextDouble() < plan.compressed(),
                    host == bad ? OptionalLong.of(diskBreaks()) : OptionalLong.empty(),
                    place < 0 ? OptionalLong.empty() : OptionalLong.of(lockReaches(place, sharing, random))));
        }
        return List.copyOf(made);
    }

    private String name(int host, Site site) {
        return plan.damage() > 0 && host == plan.hosts() - 1
                ? HOSTILE_NAME
                : String.format(Locale.ROOT, "ci-%s-%03d", site.shortName(), host);
    }

    /** In the middle of the time. */
    private long diskBreaks() {
        return (plan.from().toEpochMilli() + plan.to().toEpochMilli()) / 2;
    }

    /** One host after the other, by and by. */
    private long lockReaches(int place, int sharing, SplittableRandom random) {
        double step = (SPREAD_ENDS - SPREAD_BEGINS) / (sharing - 1);
        double moment = SPREAD_BEGINS + step * (place + random.nextDouble() * 0.3);
        long length = plan.to().toEpochMilli() - plan.from().toEpochMilli();
        return plan.from().toEpochMilli() + (long) (length * moment);
    }

    private List<Outage> outages(SplittableRandom random) {
        List<Outage> made = new ArrayList<>();
        // At noon of Frankfurt, when most hosts are busy.
        for (int day = 0; day < plan.days(); day += 2 + random.nextInt(5)) {
            Instant from = plan.startOf(day).plusSeconds(10 * 3600 + random.nextInt(5400));
            made.add(new Outage(from, from.plusSeconds(420 + random.nextInt(900))));
        }
        return List.copyOf(made);
    }

    private long[] handedOut() {
        double[] until = new double[plan.hosts() * plan.days() + 1];
        double sum = 0;
        for (HostProfile host : hosts) {
            for (int day = 0; day < plan.days(); day++) {
                sum += host.busyness() * curve(host, day).total();
                until[place(host, day) + 1] = sum;
            }
        }
        long[] counts = new long[until.length];
        for (int i = 0; i < until.length; i++) {
            counts[i] = i == until.length - 1 ? plan.events() : (long) (plan.events() * (until[i] / sum));
        }
        return counts;
    }

    private int place(HostProfile host, int day) {
        return host.number() * plan.days() + day;
    }

    DayCurve curve(HostProfile host, int day) {
        return new DayCurve(host.site(), plan.startOf(day));
    }

    /** How many events this host has on this day; those of all days of all hosts are as many as were planned. */
    int events(HostProfile host, int day) {
        return Math.toIntExact(before[place(host, day) + 1] - before[place(host, day)]);
    }

    FleetPlan plan() {
        return plan;
    }

    WaitStory sharedLock() {
        return sharedLock;
    }

    WaitStory badDisk() {
        return badDisk;
    }

    List<HostProfile> hosts() {
        return hosts;
    }

    List<Outage> outages() {
        return outages;
    }

    boolean registryIsOut(long at) {
        for (Outage outage : outages) {
            if (outage.contains(at)) {
                return true;
            }
        }
        return false;
    }
}
