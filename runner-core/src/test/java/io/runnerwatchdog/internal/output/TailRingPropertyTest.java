package io.runnerwatchdog.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.OutputTail;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TailRingPropertyTest {
    @Property(tries = 500)
    void theTailIsTheEndOfAllThatCame(
            @ForAll @IntRange(min = 1, max = 5000) int bound,
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 6000) Integer> sizes) {
        TailRing ring = new TailRing(bound);
        StringBuilder all = new StringBuilder();
        for (int size : sizes) {
            StringBuilder piece = new StringBuilder();
            for (int i = 0; i < size; i++) {
                piece.append((char) ('a' + (all.length() + i) % 26));
            }
            all.append(piece);
            ring.add(ByteBuffer.wrap(piece.toString().getBytes(StandardCharsets.US_ASCII)));
        }

        OutputTail tail = ring.snapshot(StandardCharsets.US_ASCII);

        assertThat(tail.text()).isEqualTo(all.substring(Math.max(0, all.length() - bound)));
        assertThat(tail.bytesSeen()).isEqualTo(all.length());
    }

    @Example
    void aCharacterThatTheBoundCutsIsLeftOut() {
        TailRing ring = new TailRing(4);
        ring.add(ByteBuffer.wrap("ab漢c".getBytes(StandardCharsets.UTF_8)));
        assertThat(ring.snapshot(StandardCharsets.UTF_8).text()).isEqualTo("漢c");

        ring.add(ByteBuffer.wrap("d".getBytes(StandardCharsets.UTF_8)));
        assertThat(ring.snapshot(StandardCharsets.UTF_8).text()).isEqualTo("cd");
    }

    @Example
    void takingDoesNotMoveTheBuffer() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[10]);
        new TailRing(4).add(bytes);

        assertThat(bytes.remaining()).isEqualTo(10);
    }
}
