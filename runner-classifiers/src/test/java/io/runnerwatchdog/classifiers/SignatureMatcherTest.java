package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All signatures at once, held against one after the other. */
class SignatureMatcherTest {
    /** What one character may cost with the list as it is; the length of the line does not come in. */
    private static final int STEPS_PER_CHARACTER = 40;

    private static final List<Signature> KNOWN = OutputSignatureClassifier.read();
    private static final SignatureMatcher MATCHER = new SignatureMatcher(KNOWN);

    @Property
    void anyListFindsWhatOneAfterTheOtherFinds(@ForAll("lists") List<Signature> list, @ForAll("letters") String line) {
        assertThat(new SignatureMatcher(list).search().find(line)).isEqualTo(PlainMatching.find(list, line));
    }

    @Property
    void theKnownListFindsWhatOneAfterTheOtherFinds(@ForAll("shredded") String line) {
        assertThat(MATCHER.search().find(line)).isEqualTo(PlainMatching.find(KNOWN, line));
    }

    @Property
    void anyTextIsSearchedLikewise(@ForAll String line) {
        assertThat(MATCHER.search().find(line)).isEqualTo(PlainMatching.find(KNOWN, line));
    }

    @Property
    void aCharacterCostsABoundedNumberOfSteps(@ForAll("shredded") String line) {
        assertThat(steps(line)).isLessThanOrEqualTo((long) STEPS_PER_CHARACTER * line.length());
    }

    /** Each of these makes a matcher that tries again from every place look at a line thousands of times. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "'",
                "*",
                " ",
                ":",
                "/",
                "...",
                "waiting for ",
                "fatal: unable to access '",
                "waiting for lock waiting for lock ",
                "trying :",
                "[y/n",
                "--:--:--  0:0",
                "connection timed ou",
                "~",
                "✓"
            })
    void tenMegabytesOfOneHostileLineCostTenMegabytesOfSteps(String part) {
        String line = part.repeat(10_000_000 / part.length());

        assertThat(steps(line)).isLessThanOrEqualTo((long) STEPS_PER_CHARACTER * line.length());
    }

    @Test
    void twiceTheLineTakesTwiceTheSteps() {
        for (Signature signature : KNOWN) {
            String line = String.join("x", signature.parts()).repeat(50);
            long once = steps(line);

            assertThat(steps(line + line)).isLessThanOrEqualTo(2 * once + 2 * line.length());
        }
    }

    @Test
    void moreSignaturesDoNotMakeALineOfOtherTextDearer() {
        String line = "compiling 214 source files with javac [debug release 17] to target/classes";

        assertThat(steps(line)).isLessThan(4 * line.length());
    }

    @Test
    void anEmptyListFindsNothing() {
        assertThat(new SignatureMatcher(List.of()).search().find("anything")).isEmpty();
        assertThat(MATCHER.search().find("")).isEmpty();
    }

    @Property
    void nothingOfALineIsLeftForTheNext(
            @ForAll("lists") List<Signature> list, @ForAll("letters") String first, @ForAll("letters") String second) {
        SignatureMatcher.Search search = new SignatureMatcher(list).search();

        assertThat(search.find(first)).isEqualTo(PlainMatching.find(list, first));
        assertThat(search.find(second)).isEqualTo(PlainMatching.find(list, second));
    }

    private static long steps(String line) {
        SignatureMatcher.Search search = MATCHER.search();
        search.find(line);
        return search.steps();
    }

    /** Signatures of few letters, so that parts overlap, repeat, and are ends of each other. */
    @Provide
    Arbitrary<List<Signature>> lists() {
        Arbitrary<List<String>> parts = Arbitraries.strings()
                .withChars("ab\u0130✓")
                .ofMinLength(1)
                .ofMaxLength(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        Meaning calm = Meaning.Aside.CALM;
        return Combinators.combine(parts, Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((texts, atStart, atEnd) -> new Signature(calm, "x", texts, atStart, atEnd))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> letters() {
        return Arbitraries.strings().withChars("ab\u0130✓").ofMaxLength(12);
    }

    /** Halves of samples and parts of signatures, put together at random. */
    @Provide
    Arbitrary<String> shredded() {
        List<String> shreds = new ArrayList<>(List.of(" ", "...", "$", "^", "x", "'", ":"));
        KNOWN.forEach(signature -> shreds.addAll(signature.parts()));
        Samples.all()
                .map(sample -> sample.line().strip().toLowerCase(Locale.ROOT))
                .forEach(line -> {
                    Stream.of(line, line.substring(0, line.length() / 2), line.substring(line.length() / 2))
                            .forEach(shreds::add);
                });
        return Arbitraries.of(shreds).list().ofMaxSize(8).map(list -> String.join("", list));
    }
}
