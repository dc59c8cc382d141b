package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardingAccumulatorTest {
    private static final Instant FROM = Instant.parse("2026-11-24T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-25T00:00:00Z");

    /** Notes what it is given. */
    private static final class Noting implements Accumulator<Noting> {
        private final List<String> given = new ArrayList<>();

        @Override
        public Instant from() {
            return FROM;
        }

        @Override
        public Instant to() {
            return TO;
        }

        @Override
        public void add(Entry entry) {
            given.add("entry of " + entry.host());
        }

        @Override
        public void addUnreadable(long lines) {
            given.add(lines + " unreadable");
        }

        @Override
        public void addDuplicates(long lines) {
            given.add(lines + " duplicates");
        }

        @Override
        public void reachesBackTo(Instant moment) {
            given.add("back to " + moment);
        }

        @Override
        public void merge(Noting other) {
            given.addAll(other.given);
        }
    }

    /** Does nothing beside. */
    private static final class InFront extends ForwardingAccumulator<Noting, InFront> {
        InFront(Noting tally) {
            super(tally);
        }
    }

    @Test
    void allThatIsGivenIsHandedOn() {
        Noting tally = new Noting();
        InFront front = new InFront(tally);
        front.add(Line.success(FROM, 70).with("host", "h1").record());
        front.addUnreadable(2);
        front.addDuplicates(3);
        front.reachesBackTo(FROM);
        InFront other = new InFront(new Noting());
        other.addUnreadable(5);
        front.merge(other);

        assertThat(tally.given)
                .containsExactly("entry of h1", "2 unreadable", "3 duplicates", "back to " + FROM, "5 unreadable");
        assertThat(front.from()).isEqualTo(FROM);
        assertThat(front.to()).isEqualTo(TO);
    }

    @Test
    void whatAccumulatorsLearnLaterIsNotForgotten() {
        List<String> own = Arrays.stream(ForwardingAccumulator.class.getDeclaredMethods())
                .map(Method::getName)
                .toList();
        assertThat(Accumulator.class.getMethods()).extracting(Method::getName).isSubsetOf(own);
    }
}
