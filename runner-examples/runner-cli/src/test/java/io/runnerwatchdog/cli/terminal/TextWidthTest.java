package io.runnerwatchdog.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextWidthTest {
    @Test
    void aTextIsAsWideAsATerminalShowsIt() {
        assertThat(TextWidth.of("make -j2")).isEqualTo(8);
        assertThat(TextWidth.of("e\u0301")).as("a mark above").isEqualTo(1);
        assertThat(TextWidth.of("a\u20dd")).as("a circle around").isEqualTo(1);
        assertThat(TextWidth.of("漢字")).isEqualTo(4);
        assertThat(TextWidth.of("ＡＢ")).as("full width").isEqualTo(4);
        assertThat(TextWidth.of("ｱｲ")).as("half width").isEqualTo(2);
        assertThat(TextWidth.of("한")).isEqualTo(2);
        assertThat(TextWidth.of("\u1112\u1161\u11ab"))
                .as("the same in three parts")
                .isEqualTo(2);
        assertThat(TextWidth.of("✅🚀")).isEqualTo(4);
        assertThat(TextWidth.of("✓→…")).as("signs that are no emoji").isEqualTo(3);
        assertThat(TextWidth.of("𝔸")).as("one character of two halves").isEqualTo(1);
    }

    @Test
    void whatIsCutEndsBetweenCharacters() {
        assertThat(TextWidth.cut("abcdef", 6, "…")).isEqualTo("abcdef");
        assertThat(TextWidth.cut("abcdef", 5, "…")).isEqualTo("abcd…");
        assertThat(TextWidth.cut("abcdef", 5, "...")).isEqualTo("ab...");
        assertThat(TextWidth.cut("漢字漢字", 6, "…"))
                .as("half of the third does not fit")
                .isEqualTo("漢字…");
        assertThat(TextWidth.cut("🚀🚀🚀", 4, "…")).isEqualTo("🚀…");
        assertThat(TextWidth.cut("abe\u0301def", 4, "…"))
                .as("its mark stays with it")
                .isEqualTo("abe\u0301…");
    }

    @Test
    void whatDrivesATerminalOrTurnsTextAroundIsABlank() {
        String hostile = "a\u0000b\u001bc\u009bd\u200be\u202ef\u2066g\u2028h\u2029i\udc00j\ufeffk";
        assertThat(TextWidth.harmless(hostile)).isEqualTo("a b c d e f g h i j k");
        assertThat(TextWidth.harmless("Zürich 漢字 🚀 e\u0301")).isEqualTo("Zürich 漢字 🚀 e\u0301");
    }

    @Property
    void whatIsCutFitsAndBeginsAsTheTextDoes(@ForAll String text, @ForAll @IntRange(min = 1, max = 60) int width) {
        String cut = TextWidth.cut(text, width, "…");

        assertThat(TextWidth.of(cut)).isLessThanOrEqualTo(width);
        assertThat(text).startsWith(cut.equals(text) ? cut : cut.substring(0, cut.length() - 1));
    }
}
