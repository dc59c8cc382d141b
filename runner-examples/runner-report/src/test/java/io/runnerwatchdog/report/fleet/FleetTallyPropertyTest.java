package io.runnerwatchdog.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.report.AnyEvidence;
import io.runnerwatchdog.report.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever stands in the evidence, however it is parted, and wherever it is counted. */
class FleetTallyPropertyTest {
    private static final Instant START = AnyEvidence.START;

    @Provide
    Arbitrary<List<EvidenceRecord>> evidence() {
        return AnyEvidence.evidence();
    }

    @Property(tries = 100)
    void partsOfManyMachinesComeToWhatTheWholeComesTo(
            @ForAll("evidence") List<EvidenceRecord> lines,
            @ForAll @IntRange(min = 1, max = 5) int parts,
            @ForAll Random chance)
            throws IOException {
        List<FleetTally> tallies = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            tallies.add(new FleetTally(AnyEvidence.PERIOD));
        }
        List<EvidenceRecord> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, chance);
        shuffled.forEach(line -> tallies.get(chance.nextInt(parts)).add(line));
        FleetTally merged = FleetTally.readFrom(new ByteArrayInputStream(written(tallies.get(0))));
        for (FleetTally part : tallies.subList(1, parts)) {
            merged.merge(FleetTally.readFrom(new ByteArrayInputStream(written(part))));
        }

        FleetTally whole = new FleetTally(AnyEvidence.PERIOD);
        lines.forEach(whole::add);

        assertThat(merged.report(START)).isEqualTo(whole.report(START));
        assertThat(written(merged)).isEqualTo(written(whole));
    }

    private static byte[] written(FleetTally tally) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tally.writeTo(bytes);
        return bytes.toByteArray();
    }

    @Property(tries = 200)
    void damagedBytesAreNoticed(@ForAll Random chance) throws IOException {
        byte[] bytes = written(some());
        byte[] damaged = bytes.clone();
        damaged[chance.nextInt(damaged.length)] ^= (byte) (1 + chance.nextInt(255));
        byte[] cut = Arrays.copyOf(bytes, chance.nextInt(bytes.length));

        for (byte[] bad : List.of(damaged, cut)) {
            assertThatThrownBy(() -> FleetTally.readFrom(new ByteArrayInputStream(bad)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("figures of a fleet");
        }
    }

    @Property(tries = 200)
    void foreignBytesAreRefused(@ForAll byte[] foreign) {
        assertThatThrownBy(() -> FleetTally.readFrom(new ByteArrayInputStream(foreign)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("figures of a fleet");
    }

    @Test
    void severalCanStandInOneStream() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        some().writeTo(bytes);
        new FleetTally(AnyEvidence.PERIOD).writeTo(bytes);
        ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());

        assertThat(FleetTally.readFrom(in).report(START)).isEqualTo(some().report(START));
        assertThat(FleetTally.readFrom(in).report(START)).isEqualTo(new FleetTally(AnyEvidence.PERIOD).report(START));
        assertThat(in.available()).isZero();
    }

    private static FleetTally some() {
        FleetTally tally = new FleetTally(AnyEvidence.PERIOD);
        for (int i = 0; i < 20; i++) {
            Instant at = START.plus(Duration.ofMinutes(i));
            tally.add(Line.stall(at, "lock")
                    .with("host", "h" + i % 3)
                    .chain("sh[1] waits for x[2]")
                    .record());
            tally.add(Line.success(at, 1000 + i).with("host", "h" + i % 3).record());
        }
        tally.addDuplicates(2);
        return tally;
    }
}
