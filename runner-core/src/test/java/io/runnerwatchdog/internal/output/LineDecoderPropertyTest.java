package io.runnerwatchdog.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Lines do not depend on where the bytes were cut. */
class LineDecoderPropertyTest {
    @Provide
    Arbitrary<Charset> charsets() {
        return Arbitraries.of(
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                StandardCharsets.ISO_8859_1,
                Charset.forName("GB18030"));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "\n", "\r", "\r\n", "é", "漢", "😀", "\0", "\u001b[31m", "long ".repeat(50))
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 500)
    void anyCutGivesTheSameLines(
            @ForAll("texts") String text,
            @ForAll("charsets") Charset charset,
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 30) Integer> cuts) {
        byte[] bytes = text.getBytes(charset);

        assertThat(decode(charset, bytes, cuts)).isEqualTo(decode(charset, bytes, List.of(Math.max(1, bytes.length))));
    }

    @Property(tries = 300)
    void wholeTextGivesTheLinesOfTheText(@ForAll("texts") String text) {
        List<String> expected = new ArrayList<>(List.of(text.split("\n", -1)));
        String last = expected.remove(expected.size() - 1);
        expected.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        if (!last.isEmpty()) {
            expected.add(last);
        }

        assertThat(decode(StandardCharsets.UTF_8, text.getBytes(StandardCharsets.UTF_8), List.of(7)))
                .isEqualTo(expected);
    }

    @Property(tries = 300)
    void anyBytesAreDecodedWithoutTrouble(
            @ForAll @Size(max = 200) List<Byte> raw, @ForAll("charsets") Charset charset) {
        byte[] bytes = new byte[raw.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = raw.get(i);
        }

        assertThat(decode(charset, bytes, List.of(1))).isEqualTo(decode(charset, bytes, List.of(13)));
    }

    @Property(tries = 500)
    void linesByBytesAreLinesByCharacters(
            @ForAll("texts") String text,
            @ForAll @Size(max = 60) List<Byte> raw,
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 30) Integer> cuts) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(text.length() * 4 + raw.size());
        raw.forEach(bytes::put);
        bytes.put(text.getBytes(StandardCharsets.UTF_8)).flip();
        byte[] array = new byte[bytes.remaining()];
        bytes.duplicate().get(array);

        for (Charset charset :
                List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII)) {
            List<String> expected = decode(charset, array, cuts);
            assertThat(byBytes(charset, ByteBuffer.wrap(array), cuts)).isEqualTo(expected);
            assertThat(byBytes(charset, bytes.duplicate(), cuts)).isEqualTo(expected);
        }
    }

    @Example
    void byBytesToo() {
        byte[] bytes = ("short\n" + "x".repeat(2 * LineDecoder.LONGEST_LINE + 5) + "\r\nend")
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(byBytes(StandardCharsets.UTF_8, ByteBuffer.wrap(bytes), List.of(65_536)))
                .extracting(String::length)
                .containsExactly(5, LineDecoder.LONGEST_LINE, LineDecoder.LONGEST_LINE, 5, 3);
    }

    @Example
    void aLineBeyondTheBoundComesInPieces() {
        byte[] bytes = "x".repeat(2 * LineDecoder.LONGEST_LINE + 5).getBytes(StandardCharsets.US_ASCII);

        assertThat(decode(StandardCharsets.UTF_8, bytes, List.of(65_536)))
                .extracting(String::length)
                .containsExactly(LineDecoder.LONGEST_LINE, LineDecoder.LONGEST_LINE, 5);
    }

    /** Cuts the bytes into pieces of these lengths, over and over. */
    private static List<String> decode(Charset charset, byte[] bytes, List<Integer> cuts) {
        List<String> lines = new ArrayList<>();
        feed(new LineDecoder(charset, lines::add), ByteBuffer.wrap(bytes), cuts);
        return lines;
    }

    private static List<String> byBytes(Charset charset, ByteBuffer bytes, List<Integer> cuts) {
        List<String> lines = new ArrayList<>();
        feed(ByteLines.of(charset, lines::add), bytes, cuts);
        return lines;
    }

    private static void feed(Lines lines, ByteBuffer bytes, List<Integer> cuts) {
        for (int i = 0; bytes.hasRemaining(); i++) {
            int length = Math.min(bytes.remaining(), cuts.isEmpty() ? 1 : cuts.get(i % cuts.size()));
            lines.take(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
        }
        lines.end();
    }
}
