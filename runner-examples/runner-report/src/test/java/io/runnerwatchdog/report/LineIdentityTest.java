package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class LineIdentityTest {
    private static final String RUN = "00112233445566778899aabbccddeeff";

    private static List<Long> ofRun(String host, String run, int attempt, String event) {
        LineIdentity identity = new LineIdentity();
        identity.ofRun(host, run, attempt, event);
        return List.of(identity.high(), identity.low());
    }

    private static List<Long> ofLine(String host, String line) {
        LineIdentity identity = new LineIdentity();
        identity.ofLine(host, line);
        return List.of(identity.high(), identity.low());
    }

    /** Figures that were counted by two versions can be merged only while both know the same copies. */
    @Test
    void itStaysWhatItIs() {
        assertThat(ofRun("host-1", RUN, 1, "idle-timeout")).containsExactly(0x799dac57dcd48b9cL, 0xf354897625b09238L);
        assertThat(ofLine("host-1", "{\"event\":\"exit\"}")).containsExactly(0xdf78c74b0dcc6b38L, 0xac96cfc8a89daa3aL);
    }

    @Test
    void eachPartOfItMatters() {
        Set<List<Long>> seen = new HashSet<>(List.of(
                ofRun("a", RUN, 1, "exit"),
                ofRun("b", RUN, 1, "exit"),
                ofRun("a", RUN, 2, "exit"),
                ofRun("a", RUN, 1, "killed"),
                ofRun("ae", RUN, 1, "xit"),
                ofRun("a", "10112233445566778899aabbccddeeff", 1, "exit"),
                ofRun("a", "00112233445566778899aabbccddeefe", 1, "exit"),
                ofLine("a", "exit"),
                ofLine("ae", "xit"),
                ofLine("a", "exit ")));

        assertThat(seen).hasSize(10);
    }

    @Property(tries = 300)
    void textsThatDifferAreToldApart(@ForAll("pairs") Tuple.Tuple2<String, String> texts) {
        assertThat(ofLine(texts.get1(), texts.get2()).equals(ofLine(texts.get2(), texts.get1())))
                .isEqualTo(texts.get1().equals(texts.get2()));
    }

    @Provide
    Arbitrary<Tuple.Tuple2<String, String>> pairs() {
        Arbitrary<String> texts = Arbitraries.strings().withChars("ab\0\uffff").ofMaxLength(20);
        return texts.tuple2();
    }

    /** Lines that hardly differ, as those of one host do: half of the bits of their identities differ all the same. */
    @Test
    void itsBitsAreMixed() {
        long differing = 0;
        for (int attempt = 1; attempt <= 1000; attempt++) {
            List<Long> one = ofRun("a", RUN, attempt, "exit");
            List<Long> other = ofRun("a", RUN, attempt + 1, "exit");
            differing += Long.bitCount(one.get(0) ^ other.get(0)) + Long.bitCount(one.get(1) ^ other.get(1));
        }

        assertThat(differing / 1000.0).isBetween(62.0, 66.0);
    }
}
