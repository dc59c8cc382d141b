package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BoundedTest {
    private static final int MOST = 5;

    private static Bounded<String, long[]> count(List<Integer> names) {
        Bounded<String, long[]> counts = new Bounded<>(MOST, Names.ORDER);
        names.forEach(name -> counts.at("name " + name, () -> new long[1]).ifPresent(count -> count[0]++));
        return counts;
    }

    private static Map<String, Long> plain(Bounded<String, long[]> counts) {
        return counts.kept().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()[0]));
    }

    @Property
    void whatIsKeptIsWholeAndDoesNotDependOnTheOrder(
            @ForAll @Size(max = 100) List<@IntRange(max = 20) Integer> names,
            @ForAll @IntRange(max = 100) int cut,
            @ForAll Random chance)
            throws IOException {
        int border = Math.min(cut, names.size());
        List<Integer> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, chance);
        Bounded<String, long[]> merged = writtenAndRead(count(shuffled.subList(border, names.size())));
        merged.merge(count(shuffled.subList(0, border)), () -> new long[1], (ours, theirs) -> ours[0] += theirs[0]);

        assertThat(plain(merged)).isEqualTo(plain(count(names))).hasSizeLessThanOrEqualTo(MOST);
        Map<String, Long> exact = new HashMap<>();
        names.forEach(name -> exact.merge("name " + name, 1L, Long::sum));
        assertThat(exact).containsAllEntriesOf(plain(merged));
        assertThat(merged.leftOut()).isEqualTo(exact.size() > MOST);
    }

    private static Bounded<String, long[]> writtenAndRead(Bounded<String, long[]> counts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        counts.write(
                new DataOutputStream(bytes),
                (name, out) -> out.writeUTF(name),
                (count, out) -> Wire.writeCount(count[0], out));
        Bounded<String, long[]> read = new Bounded<>(MOST, Names.ORDER);
        read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), DataInput::readUTF, in ->
                new long[] {Wire.readCount(in)});
        return read;
    }

    @Test
    void upToTheBoundNothingIsLeftOut() {
        assertThat(plain(count(IntStream.range(0, MOST).boxed().toList()))).hasSize(MOST);
    }

    @Test
    void theChoiceIsSpreadOverAllNames() {
        Bounded<String, Boolean> kept = new Bounded<>(1000, Names.ORDER);
        IntStream.range(0, 100_000).forEach(i -> kept.at(String.format("build-%05d", i), () -> true));

        long ofTheFirstHalf = kept.kept().keySet().stream()
                .filter(name -> name.compareTo("build-50000") < 0)
                .count();

        assertThat(ofTheFirstHalf).isBetween(300L, 700L);
    }
}
