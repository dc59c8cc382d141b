package io.runnerwatchdog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutputTailTest {
    /** One character for people, two for Java. */
    private static final String CLEF = "\uD834\uDD1E";

    @Test
    void aStreamThatPrintedNothingHasNoLines() {
        assertThat(OutputTail.EMPTY.lines()).isEmpty();
        assertThat(OutputTail.EMPTY.bytesSeen()).isZero();
        assertThat(OutputTail.EMPTY.last(10)).isEmpty();
        assertThat(OutputTail.EMPTY.lastLineContaining("")).isEmpty();
    }

    @Test
    void allKindsOfLineEndsPartLines() {
        assertThat(tail("a\nb\r\nc\rd").lines()).containsExactly("a", "b", "c", "d");
        assertThat(tail("a\n").lines()).containsExactly("a");
        assertThat(tail("a\n\nb").lines()).containsExactly("a", "", "b");
    }

    @Test
    void theNewestLineThatHoldsThePartIsFound() {
        OutputTail tail = tail("error one\nerror two\nfine\n");

        assertThat(tail.lastLineContaining("error")).contains("error two");
        assertThat(tail.lastLineContaining("one")).contains("error one");
        assertThat(tail.lastLineContaining("three")).isEmpty();
    }

    @Test
    void thePartIsTextAndNoPattern() {
        assertThat(tail("abc\na.c\nabd\n").lastLineContaining("a.c")).contains("a.c");
    }

    @Test
    void aLineThatWasNotEndedYetCounts() {
        assertThat(tail("Password: ").lastLineContaining("Password")).contains("Password: ");
    }

    @Test
    void theLastCharactersAreTheLastCharacters() {
        assertThat(tail("abcdef").last(3)).isEqualTo("def");
        assertThat(tail("abcdef").last(6)).isEqualTo("abcdef");
        assertThat(tail("abcdef").last(7)).isEqualTo("abcdef");
        assertThat(tail("abcdef").last(0)).isEmpty();
    }

    @Test
    void aCutNeverLeavesHalfACharacter() {
        assertThat(tail("x" + CLEF + "y").last(2)).isEqualTo("y");
        assertThat(tail("x" + CLEF + "y").last(3)).isEqualTo(CLEF + "y");
    }

    @Test
    void fewerThanNoCharactersCannotBeAskedFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tail("abc").last(-1))
                .withMessage("characters must be >= 0, was -1");
    }

    @Property
    void theLastOfAnyTextIsItsEndAndInBounds(@ForAll String text, @ForAll @IntRange(max = 40) int characters) {
        String last = tail(text).last(characters);

        assertThat(text).endsWith(last);
        assertThat(last.length()).isLessThanOrEqualTo(characters);
        // At most one unit is given up, for the sake of a whole character.
        assertThat(last.length()).isGreaterThanOrEqualTo(Math.min(text.length(), characters) - 1);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void whatIsMissingIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> new OutputTail(null, 0))
                .withMessage("text");
        assertThatNullPointerException()
                .isThrownBy(() -> tail("a").lastLineContaining(null))
                .withMessage("part");
    }

    private static OutputTail tail(String text) {
        return new OutputTail(text, text.length());
    }
}
