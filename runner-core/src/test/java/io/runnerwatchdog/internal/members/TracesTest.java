package io.runnerwatchdog.internal.members;

import static io.runnerwatchdog.internal.members.Machine.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.run.StopReceipt.Membership;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where each trace leads to, and who escapes without it, on a machine made by hand. */
class TracesTest {
    private static final long MARK = 1L << 61;
    private static final String PIPE = "pipe:[4711]";
    private static final String PREFIX = "RUNNER_WATCHDOG_x_";
    private static final String OURS = PREFIX + "1";

    /** Numbers beyond those that a machine gives. */
    private static final long ROOT = 5_000_001;

    private final FakeTicker ticker = new FakeTicker(0);
    private final Machine machine = new Machine();
    private final Census census = new Census(machine, PREFIX, ticker);
    private final Family family = new Family(census, FamilyMarks.ofCookies(Set.of(OURS)));

    @Test
    void whoIsInASessionThatAMemberBeganBelongs() {
        machine.start(ROOT, 1, 10, OURS);
        machine.start(ROOT + 1, ROOT, 11, null);
        living();
        // The member has made a session, another child of it lives there, and both of its parents are gone.
        machine.end(ROOT);
        machine.end(ROOT + 1);
        machine.put(entry(ROOT + 2, 1, 0, ROOT + 1, 12), null);
        machine.put(entry(ROOT + 3, 1, ROOT + 1, 0, 12), null);

        assertThat(living())
                .extracting(Member::pid, Member::membership)
                .containsExactlyInAnyOrder(tuple(ROOT + 2, Membership.SESSION), tuple(ROOT + 3, Membership.SESSION));
    }

    @Test
    void aSessionThatNobodyWasInAtOneLookMayBeAStrangersAtTheNext() {
        machine.start(ROOT, 1, 10, OURS);
        machine.start(ROOT + 1, ROOT, 11, null);
        living();
        machine.end(ROOT + 1);
        living();
        machine.put(entry(ROOT + 2, 1, 0, ROOT + 1, 12), null);

        assertThat(pids(living())).containsExactly(ROOT);
    }

    @Test
    void aSessionWhoseNumberIsAnothersIsNotOurs() {
        machine.start(ROOT, 1, 10, OURS);
        machine.start(ROOT + 1, ROOT, 11, null);
        living();
        machine.put(entry(ROOT + 1, 1, ROOT + 1, ROOT + 1, 99), null);
        machine.put(entry(ROOT + 2, ROOT + 1, ROOT + 1, ROOT + 1, 100), null);

        assertThat(pids(living())).containsExactly(ROOT);
    }

    @Test
    void whoHoldsThePipeOfTheOutputBelongs() {
        Family withPipe = withPipe(EnumSet.allOf(Trace.class));
        machine.start(ROOT, 1, 10, OURS);
        machine.start(ROOT + 1, 1, 11, null);
        machine.holds(ROOT + 1, PIPE);

        assertThat(living(withPipe))
                .extracting(Member::pid, Member::membership)
                .contains(tuple(ROOT + 1, Membership.OUTPUT));
    }

    @Test
    void whoOnlyHoldsAPipeAndIsOlderOrAnothersOrJustBeingStartedIsLeftAlone() {
        Family withPipe = withPipe(EnumSet.allOf(Trace.class));
        machine.start(ROOT, 1, 10, OURS);
        machine.start(ROOT + 1, 1, 9, null);
        machine.start(ROOT + 2, 1, 11, null);
        machine.ownedByAnother(ROOT + 2);
        machine.start(ROOT + 3, ProcessHandle.current().pid(), 11, null);
        for (long each = ROOT + 1; each <= ROOT + 3; each++) {
            machine.holds(each, PIPE);
        }

        assertThat(pids(living(withPipe))).containsExactly(ROOT);
    }

    @ParameterizedTest
    @EnumSource(Trace.class)
    void withoutItsTraceAProcessEscapes(Trace off) {
        Family blind = withPipe(EnumSet.complementOf(EnumSet.of(off)));
        machine.start(ROOT, 1, 10, OURS);
        living(blind);
        Map<Trace, Long> leadTo = new EnumMap<>(Trace.class);
        leadTo.put(Trace.DESCENT, ROOT + 2);
        machine.start(ROOT + 2, ROOT, 12, null);
        leadTo.put(Trace.COOKIE, ROOT + 3);
        machine.start(ROOT + 3, 1, 12, OURS);
        leadTo.put(Trace.SESSION, ROOT + 4);
        machine.put(entry(ROOT + 4, 1, ROOT, ROOT, 12), null);
        leadTo.put(Trace.OUTPUT, ROOT + 5);
        machine.start(ROOT + 5, 1, 12, null);
        machine.holds(ROOT + 5, PIPE);
        leadTo.put(Trace.MARK, ROOT + 6);
        machine.start(ROOT + 6, 1, 12, null);
        machine.marked(ROOT + 6, MARK);
        leadTo.put(Trace.GROUP, ROOT + 7);
        machine.start(ROOT + 7, 1, 12, null);

        Set<Long> found = new HashSet<>(pids(living(blind)));

        // Without the cookie the first process is not known here, nor whom that leads to.
        leadTo.remove(off);
        assertThat(found).isEqualTo(off == Trace.COOKIE ? withoutRoot(leadTo) : with(leadTo.values(), ROOT));
    }

    /** Those whom no member has to lead to: who is in the group, and who was born after that one with its mark. */
    private static Set<Long> withoutRoot(Map<Trace, Long> leadTo) {
        Set<Long> left = new HashSet<>(leadTo.values());
        left.remove(leadTo.get(Trace.DESCENT));
        left.remove(leadTo.get(Trace.SESSION));
        return left;
    }

    private static Set<Long> with(Collection<Long> pids, long root) {
        Set<Long> all = new HashSet<>(pids);
        all.add(root);
        return all;
    }

    private Family withPipe(Set<Trace> traces) {
        return new Family(
                census,
                new FamilyMarks(
                        Optional.empty(),
                        Set.of(OURS),
                        false,
                        Set.of(PIPE),
                        Optional.of(MarkRange.of(MARK)),
                        Optional.of(() -> List.of(ROOT + 7)),
                        traces));
    }

    private List<Member> living() {
        return living(family);
    }

    private List<Member> living(Family of) {
        ticker.advance(Duration.ofMillis(1));
        return of.living();
    }

    private static List<Long> pids(List<Member> members) {
        return members.stream().map(Member::pid).toList();
    }
}
