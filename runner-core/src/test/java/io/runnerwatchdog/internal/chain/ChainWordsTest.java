package io.runnerwatchdog.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.Party.Standing;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a wait lasts, in words: the time is that of who waits, never of who holds what is waited for. */
class ChainWordsTest {
    @Test
    void theTimeOfTheWaiterIsNotSaidOfTheHolder() {
        Wait wait = new Wait.OnFileLock("flock", "/lock", List.of(Trees.party(99, Standing.OUTSIDE)));

        assertThat(lasting(wait)).isEqualTo("p10[10] has waited 7 s: flock of /lock, held by p99[99] outside the tree");
    }

    @Test
    void aLockInMemoryIsWaitedForToo() {
        Wait wait = new Wait.OnFutex(
                "futex",
                Wait.OnFutex.Kind.LOCK,
                false,
                Optional.of(new Wait.OnFutex.Owner(Trees.party(99, Standing.OUTSIDE), 99)));

        assertThat(lasting(wait))
                .isEqualTo("p10[10] has waited 7 s for a lock, held by thread 99 of p99[99] outside the tree");
    }

    @Test
    void norIsItSaidOfAPeerOrADebugger() {
        Wait peer = new Wait.OnEvents("poll", List.of(Trees.tcp("ESTABLISHED", 99)), false);
        Wait traced = new Wait.Halted(Wait.Halted.Kind.TRACED, Optional.of(Trees.party(99, Standing.OUTSIDE)));

        assertThat(lasting(peer)).isEqualTo("p10[10] has waited 7 s: poll on tcp 10.0.0.1:443 ESTABLISHED of p99[99]");
        assertThat(lasting(traced))
                .isEqualTo("p10[10] has waited 7 s: stopped by a debugger, p99[99] outside the tree");
    }

    @Test
    void whereNobodyElseIsNamedTheTimeComesLast() {
        assertThat(lasting(new Wait.OnTimer("nanosleep"))).isEqualTo("p10[10] sleeps (nanosleep) for 7 s");
        assertThat(lasting(Trees.flock())).isEqualTo("p10[10] flock of /lock for 7 s");
    }

    @Test
    void aMomentIsNotWorthTelling() {
        WaitChain chain = Trees.chain(Trees.member(10, 1, Trees.flock(99)).idle(0));

        assertThat(chain.describe()).containsExactly("p10[10] flock of /lock, held by p99[99]");
    }

    private static String lasting(Wait wait) {
        return Trees.chain(Trees.member(10, 1, wait).idle(7)).describe().get(0);
    }
}
