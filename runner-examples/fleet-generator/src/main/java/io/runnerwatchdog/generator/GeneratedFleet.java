package io.runnerwatchdog.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The evidence of a fleet, made up and written, and what is true of it: whoever reads it should find the same. Immutable.
 *
 * <p>Files are {@code host=H/date=D/stall-events.jsonl[.YYYYMMDD[.n][.gz]]}, with the lines of one host in the order of their
 * times.
 *
 * @param root the folder that has the folders of the hosts
 * @param badHost the host whose disk is bad, from some day on
 * @param lock a lock file on shared storage for which more and more hosts wait
 * @param outages when the registry of packages did not answer
 * @param written how much was written
 */
public record GeneratedFleet(
        Path root, FleetPlan plan, BadHost badHost, SpreadingLock lock, List<Outage> outages, Written written) {

    /**
     * A host with many stalls of {@code io_wait}.
     *
     * @param since when they began
     * @param chain their wait chain, as reports count it
     */
    public record BadHost(String host, Instant since, List<String> chain) {
        public BadHost {
            chain = List.copyOf(chain);
        }
    }

    /**
     * A lock that spreads.
     *
     * @param chain the wait chain of all its stalls, as reports count it
     * @param seen where and when first, in this order
     */
    public record SpreadingLock(List<String> chain, List<FirstSeen> seen) {
        public SpreadingLock {
            chain = List.copyOf(chain);
            seen = List.copyOf(seen);
        }

        /** The hosts in the order in which they came to know it. */
        public List<String> hosts() {
            return seen.stream().map(FirstSeen::host).toList();
        }
    }

    /** The first moment at which a host waited for it. */
    public record FirstSeen(String host, Instant at) {}

    public GeneratedFleet {
        outages = List.copyOf(outages);
    }

    /**
     * Writes the fleet of this plan.
     *
     * @param root a folder that is empty, or not there yet
     * @throws IOException if it has something in it, or cannot be written
     */
    public static GeneratedFleet write(Path root, FleetPlan plan) throws IOException {
        Files.createDirectories(root);
        try (Stream<Path> present = Files.list(root)) {
            if (present.findAny().isPresent()) {
                throw new IOException(root + " is not empty");
            }
        }
        FleetScript script = new FleetScript(plan);
        List<HostStory.Told> told = tellAll(script, root);
        return new GeneratedFleet(
                root,
                plan,
                badHost(script),
                new SpreadingLock(script.sharedLock().counted(), firstSeen(told)),
                script.outages(),
                told.stream().map(HostStory.Told::written).reduce(Written.NOTHING, Written::and));
    }

    private static BadHost badHost(FleetScript script) {
        HostProfile bad = script.hosts().stream()
                .filter(host -> host.diskBadFrom().isPresent())
                .findFirst()
                .orElseThrow();
        return new BadHost(
                bad.name(),
                Instant.ofEpochMilli(bad.diskBadFrom().getAsLong()),
                script.badDisk().counted());
    }

    private static List<FirstSeen> firstSeen(List<HostStory.Told> told) {
        return told.stream()
                .flatMap(each -> each.lockSeen().stream()
                        .map(at -> new FirstSeen(each.host().name(), at)))
                .sorted(Comparator.comparing(FirstSeen::at).thenComparing(FirstSeen::host))
                .toList();
    }

    private static List<HostStory.Told> tellAll(FleetScript script, Path root) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(script.plan().threads());
        try {
            List<Callable<HostStory.Told>> stories = new ArrayList<>();
            for (HostProfile host : script.hosts()) {
                stories.add(() -> new HostStory(script, host).tell(root));
            }
            List<HostStory.Told> told = new ArrayList<>();
            for (Future<HostStory.Told> story : threads.invokeAll(stories)) {
                told.add(story.get());
            }
            return told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while evidence was written", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unwritable) {
                throw unwritable;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
