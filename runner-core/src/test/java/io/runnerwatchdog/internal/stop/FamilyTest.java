package io.runnerwatchdog.internal.stop;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.internal.stop.Family.Member;
import io.runnerwatchdog.internal.stop.ProcessTable.Entry;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.StopReceipt.Membership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who belongs to a run, on a machine made by hand. */
class FamilyTest {
    private static final String PREFIX = "RUNNER_WATCHDOG_x_";
    private static final String OURS = PREFIX + "1";
    private static final String OTHERS = PREFIX + "2";

    /** Numbers beyond those that a machine gives. */
    private static final long ROOT = 5_000_001;

    private final FakeTicker ticker = new FakeTicker(0);
    private final Machine machine = new Machine();
    private final Census census = new Census(machine, PREFIX, ticker);
    private final Family family = Family.markedByAny(census);

    @Test
    void theMarkedAndAllTheirDescendantsBelong() {
        machine.start(ROOT, 1, 10, OURS);
        machine.start(ROOT + 1, ROOT, 11, null);
        machine.start(ROOT + 2, ROOT + 1, 12, null);
        machine.start(ROOT + 9, 1, 10, null);

        assertThat(pids(living())).containsExactlyInAnyOrder(ROOT, ROOT + 1, ROOT + 2);
    }

    @Test
    void whoWasSeenOnceBelongsAlthoughItsParentsAreGone() {
        machine.start(ROOT, 1, 10, OURS);
        machine.start(ROOT + 1, ROOT, 11, null);
        living();
        machine.end(ROOT);
        machine.start(ROOT + 1, 1, 11, null);
        machine.start(ROOT + 2, ROOT + 1, 12, null);

        assertThat(pids(living())).containsExactly(ROOT + 1, ROOT + 2);
    }

    @Test
    void aNumberThatIsUsedAgainIsAnotherProcess() {
        machine.start(ROOT, 1, 10, OURS);
        List<Member> before = living();
        machine.end(ROOT);
        machine.start(ROOT, 1, 99, null);

        assertThat(living()).isEmpty();
        assertThat(family.isDead(before.get(0))).isTrue();
        assertThat(family.handle(before.get(0))).isEmpty();
    }

    @Test
    void aZombieIsDead() {
        machine.start(ROOT, 1, 10, OURS);
        Member member = living().get(0);
        machine.put(new Entry(new ProcessIdentity(ROOT, 10), 1, "sh", true), OURS);

        assertThat(living()).isEmpty();
        assertThat(family.isDead(member)).isTrue();
    }

    @Test
    void eachRunHasItsOwnCookie() {
        machine.start(ROOT, 1, 10, OURS);
        machine.start(ROOT + 1, 1, 10, OTHERS);
        Family ours = new Family(census, OURS, ProcessHandle.current());

        assertThat(ours.living()).extracting(Member::membership).contains(Membership.COOKIE);
        assertThat(pids(ours.living())).containsExactly(ROOT);
    }

    @Test
    void theHostItselfIsNeverAMember() {
        long self = ProcessHandle.current().pid();
        machine.start(self, 1, 10, OURS);

        assertThat(pids(living())).doesNotContain(self);
    }

    @Test
    void aCircleOfParentsHasAnEnd() {
        machine.start(ROOT, ROOT + 1, 10, OURS);
        machine.start(ROOT + 1, ROOT, 11, null);

        assertThat(pids(living())).containsExactlyInAnyOrder(ROOT, ROOT + 1);
    }

    @Test
    void whoAsksAtTheSameTimeSharesACount() {
        machine.start(ROOT, 1, 10, OURS);
        census.take();
        long counts = machine.counts;
        ticker.advance(Duration.ofNanos(1));
        census.take();

        assertThat(machine.counts).as("a later question needs a later count").isEqualTo(counts + 1);
    }

    private List<Member> living() {
        ticker.advance(Duration.ofMillis(1));
        return family.living();
    }

    private static List<Long> pids(List<Member> members) {
        return members.stream().map(member -> member.identity().pid()).toList();
    }

    private static final class Machine implements ProcessTable {
        private final Map<Long, Entry> processes = new HashMap<>();
        private final Map<Long, String> cookies = new HashMap<>();
        private long counts;

        void start(long pid, long parent, long startTime, String cookie) {
            put(new Entry(new ProcessIdentity(pid, startTime), parent, "sh", false), cookie);
        }

        void put(Entry entry, String cookie) {
            processes.put(entry.identity().pid(), entry);
            cookies.remove(entry.identity().pid());
            if (cookie != null) {
                cookies.put(entry.identity().pid(), cookie);
            }
        }

        void end(long pid) {
            processes.remove(pid);
            cookies.remove(pid);
        }

        @Override
        public List<Entry> all() {
            counts++;
            return new ArrayList<>(processes.values());
        }

        @Override
        public Optional<Entry> find(long pid) {
            return Optional.ofNullable(processes.get(pid));
        }

        @Override
        public List<String> variables(long pid, String prefix) {
            return Optional.ofNullable(cookies.get(pid)).stream().toList();
        }

        @Override
        public boolean holds(long pid, String file) {
            return false;
        }
    }
}
