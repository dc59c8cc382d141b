package io.runnerwatchdog.internal.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.run.StopReceipt.Membership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    private final Family family = new Family(census, FamilyMarks.ofCookies(Set.of(OURS)));

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
    void aGlanceIsEnoughToBeSeen() {
        machine.start(ROOT, 1, 10, OURS);
        living();
        machine.start(ROOT + 1, ROOT, 11, null);

        assertThat(family.glance()).isTrue();
        assertThat(family.glance()).as("nothing new").isFalse();
        machine.start(ROOT + 1, 1, 11, null);
        machine.end(ROOT);

        assertThat(living()).singleElement().satisfies(orphan -> {
            assertThat(orphan.pid()).isEqualTo(ROOT + 1);
            assertThat(orphan.membership()).isEqualTo(Membership.DESCENDANT);
        });
    }

    @Test
    void aGlanceDoesNotFollowANumberThatIsUsedAgain() {
        machine.start(ROOT, 1, 10, OURS);
        living();
        machine.start(ROOT, 1, 99, null);
        machine.start(ROOT + 1, ROOT, 100, null);

        assertThat(family.glance()).isFalse();
        assertThat(living()).isEmpty();
    }

    @Test
    void whoIsBornDuringALookIsMetRightAfterIt() {
        machine.newest(ROOT);
        machine.start(ROOT, 1, 10, OURS);
        living();
        machine.start(ROOT + 1, 1, 11, OURS);
        machine.start(ROOT + 2, ROOT, 11, null);
        machine.start(ROOT + 3, 1, 11, OTHERS);
        machine.newest(ROOT + 3);

        assertThat(pids(family.newcomers())).containsExactly(ROOT + 1, ROOT + 2);
        assertThat(family.newcomers()).as("met once").isEmpty();
    }

    @Test
    void numbersThatBeginAnewAreLeftToTheNextLook() {
        machine.newest(ROOT);
        machine.start(ROOT, 1, 10, OURS);
        living();
        machine.start(300, ROOT, 11, null);
        machine.newest(300);

        assertThat(family.newcomers()).isEmpty();
        assertThat(pids(living())).containsExactlyInAnyOrder(ROOT, 300L);
    }

    @Test
    void aNumberThatIsUsedAgainIsAnotherProcess() {
        machine.start(ROOT, 1, 10, OURS);
        List<Member> before = living();
        machine.end(ROOT);
        machine.start(ROOT, 1, 99, null);

        assertThat(living()).isEmpty();
        assertThat(family.find(before.get(0))).isEmpty();
        assertThat(family.handle(before.get(0))).isEmpty();
    }

    @Test
    void aZombieIsDead() {
        machine.start(ROOT, 1, 10, OURS);
        Member member = living().get(0);
        machine.put(new Entry(new ProcessIdentity(ROOT, 10), 1, 0, 0, "sh", ProcessState.ZOMBIE), OURS);

        assertThat(living()).isEmpty();
        assertThat(family.find(member)).isEmpty();
    }

    @Test
    void eachRunHasItsOwnCookie() {
        machine.start(ROOT, 1, 10, OURS);
        machine.start(ROOT + 1, 1, 10, OTHERS);

        assertThat(living()).extracting(Member::membership).containsExactly(Membership.COOKIE);
        assertThat(pids(living())).containsExactly(ROOT);
    }

    @Test
    void whoHasNoCookieOfItsOwnMatchesNobodyElses() {
        machine.start(ROOT, 1, 10, OURS);

        assertThat(living(new Family(census, FamilyMarks.ofCookies(Set.of())))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Census(machine, "", ticker));
    }

    @Test
    void theHostAndItsAncestorsAreNeverMembers() {
        long self = ProcessHandle.current().pid();
        machine.start(ROOT + 7, 1, 1, OURS);
        machine.start(ROOT + 8, ROOT + 7, 2, OURS);
        machine.start(self, ROOT + 8, 10, OURS);

        assertThat(living()).isEmpty();
    }

    @Test
    void aCircleOfParentsHasAnEnd() {
        machine.start(ROOT, ROOT + 1, 10, OURS);
        machine.start(ROOT + 1, ROOT, 11, null);

        assertThat(pids(living())).containsExactlyInAnyOrder(ROOT, ROOT + 1);
    }

    @Test
    void whoHasAskedBeforeACountBeganSharesIt() {
        machine.start(ROOT, 1, 10, OURS);
        long asked = census.now();
        ticker.advance(Duration.ofNanos(1));
        census.take(census.now());
        long counts = machine.counts;

        census.take(asked);
        assertThat(machine.counts).as("however late it gets to it").isEqualTo(counts);
        ticker.advance(Duration.ofNanos(1));
        census.take(census.now());
        assertThat(machine.counts).as("a later question needs a later count").isEqualTo(counts + 1);
    }

    @Test
    void straysAreThoseThatNoCookieLeadsTo() {
        List<ProcessIdentity> named = new ArrayList<>();
        Family telling = new Family(census, FamilyMarks.ofCookies(Set.of(OURS)), named::add);
        machine.start(ROOT, 1, 10, OURS);
        machine.start(ROOT + 1, ROOT, 11, null);
        living(telling);

        telling.nameStrays();

        assertThat(named).containsExactly(new ProcessIdentity(ROOT + 1, 11));
        assertThat(telling.hasStrays()).isTrue();
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
