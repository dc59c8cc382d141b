package io.runnerwatchdog.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.chain.Trees.Member;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any facts at all give a chain: nothing that a tree shows may break it or send it round for ever. */
class AnyTreePropertyTest {
    private static final int MOST_THREADS = 4;

    @Property(tries = 500)
    void anyTreeGivesAChainWithEachLinkOnce(@ForAll Random random, @ForAll @IntRange(max = 12) int processes) {
        TreeSnapshot then = tree(0, random, processes);
        TreeSnapshot now = tree(2, random, processes);

        for (WaitChain chain : List.of(WaitChains.of(Optional.empty(), now), WaitChains.of(Optional.of(then), now))) {
            assertThat(chain.links().stream().map(link -> link.process().pid() + "/" + link.tid()))
                    .doesNotHaveDuplicates();
            assertThat(chain.describe())
                    .hasSameSizeAs(chain.links())
                    .allSatisfy(line -> assertThat(line).isNotBlank());
            chain.cycle()
                    .ifPresent(cycle ->
                            assertThat(cycle.from()).isBetween(0, chain.links().size() - 1));
            assertThat(now.root().filter(AnyTreePropertyTest::lives).isEmpty()
                            || !chain.links().isEmpty())
                    .isTrue();
        }
    }

    @Property(tries = 200)
    void theSameFactsGiveTheSameChain(@ForAll Random random, @ForAll @IntRange(max = 12) int processes) {
        TreeSnapshot tree = tree(0, random, processes);

        assertThat(WaitChains.of(Optional.empty(), tree)).isEqualTo(WaitChains.of(Optional.empty(), tree));
    }

    @Property(tries = 300)
    void eachLinkIsOfTheTreeAndWaitsForWhatItWasSeenWaitingFor(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int processes) {
        TreeSnapshot tree = tree(0, random, processes);

        assertThat(WaitChains.of(Optional.empty(), tree).links())
                .allSatisfy(link -> assertThat(tree.find(link.process())
                                .flatMap(process -> process.thread(link.tid()))
                                .orElseThrow()
                                .waitsFor())
                        .isEqualTo(link.waitsFor()));
    }

    private static boolean lives(ProcessFacts process) {
        return process.threads().stream().anyMatch(thread -> !thread.state().isDead());
    }

    private static TreeSnapshot tree(long seconds, Random random, int processes) {
        return Trees.tree(
                seconds,
                LongStream.range(10, 10 + processes)
                        .mapToObj(pid -> member(pid, random, processes))
                        .toArray(Member[]::new));
    }

    private static Member member(long pid, Random random, int processes) {
        long parent = pid == 10 ? 1 : 10 + random.nextInt(processes);
        Member member = Trees.member(pid, parent, wait(pid, random, processes, 2));
        spice(member, random);
        for (int i = 1; i < random.nextInt(MOST_THREADS); i++) {
            String name = List.of("worker", "GC Thread#0", "process reaper", "").get(random.nextInt(4));
            spice(member.thread(100 * pid + i, name, wait(pid, random, processes, 2)), random);
        }
        return member;
    }

    private static void spice(Member member, Random random) {
        if (random.nextBoolean()) {
            member.idle(random.nextInt(20));
        }
        if (random.nextBoolean()) {
            member.ran(random.nextDouble() * 3, random.nextInt(50));
        }
        if (random.nextInt(4) == 0) {
            member.in(ProcessState.values()[random.nextInt(ProcessState.values().length)]);
        }
    }

    private static Wait wait(long self, Random random, int processes, int depth) {
        long other = 10 + random.nextInt(processes + 1);
        long third = 10 + random.nextInt(processes + 1);
        long thread = random.nextBoolean() ? other : 100 * other + random.nextInt(MOST_THREADS);
        return switch (random.nextInt(depth > 0 ? 18 : 17)) {
            case 0 -> Trees.ANY_CHILD;
            case 1 -> new Wait.OnChild("waitid", OptionalLong.of(other));
            case 2 -> Trees.reads(other, third);
            case 3 -> Trees.writes(other);
            case 4 -> Trees.flock(other, third);
            case 5 -> Trees.mutexOf(other, thread);
            case 6 -> Trees.mutexOf(self, 100 * self + random.nextInt(MOST_THREADS));
            case 7 -> Trees.join(self, 100 * self + random.nextInt(MOST_THREADS));
            case 8 -> Trees.tcp("ESTABLISHED", other);
            case 9 -> Trees.unix(other);
            case 10 -> new Wait.OnTerminalMaster("read", "/dev/pts/0", Trees.members(other));
            case 11 -> Trees.SIGNAL;
            case 12 -> Trees.SLEEP;
            case 13 -> new Wait.ForCpu();
            case 14 -> new Wait.Halted(Wait.Halted.Kind.TRACED, Optional.of(Trees.party(1, Party.Standing.OUTSIDE)));
            case 15 -> new Wait.OnFile("read", "/file", random.nextBoolean(), Optional.empty());
            case 16 -> new Wait.Unknown("");
            default -> Trees.polls(wait(self, random, processes, depth - 1), wait(self, random, processes, depth - 1));
        };
    }
}
