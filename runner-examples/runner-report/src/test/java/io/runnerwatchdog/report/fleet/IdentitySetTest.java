package io.runnerwatchdog.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IdentitySetTest {
    @Property(tries = 200)
    void itKnowsWhatASetKnows(@ForAll List<@LongRange(min = -2, max = 2) Long> numbers) {
        IdentitySet ours = new IdentitySet();
        Set<List<Long>> theirs = new HashSet<>();
        for (int i = 0; i + 1 < numbers.size(); i++) {
            // Two noughts, which stand for a free place, are one and the same as a nought with a one before it.
            long high = numbers.get(i) == 0 && numbers.get(i + 1) == 0 ? 1 : numbers.get(i);
            assertThat(ours.add(numbers.get(i), numbers.get(i + 1)))
                    .isEqualTo(theirs.add(List.of(high, numbers.get(i + 1))));
        }
        assertThat(ours.size()).isEqualTo(theirs.size());
    }

    @Test
    void itGrowsAndForgetsNothing() {
        IdentitySet set = new IdentitySet();
        for (int round = 0; round < 2; round++) {
            Random random = new Random(42);
            for (int i = 0; i < 20_000; i++) {
                // The lower halves are crowded, so that many look for a place beside their own.
                assertThat(set.add(random.nextLong(), random.nextInt(10_000))).isEqualTo(round == 0);
            }
        }
        assertThat(set.size()).isEqualTo(20_000);
    }

    @Test
    void itIsFullAtLast() {
        IdentitySet set = new IdentitySet(3);
        for (int i = 1; i <= 3; i++) {
            assertThat(set.add(i, i)).isTrue();
        }

        assertThat(set.add(2, 2)).isFalse();
        assertThatThrownBy(() -> set.add(4, 4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("more than 3 events of one host in one report");
    }
}
