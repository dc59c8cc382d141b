package io.runnerwatchdog.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedPatternTest {
    private static final List<String> ATOMS = List.of(
            "a", "b", ".", "[ab]", "[^a]", "[a-b]", "\\w", "\\s", "\\d", "\\D", "\\b", "\\B", "^", "()", "-", "[\\s-]",
            "\\.");
    private static final List<String> REPETITIONS = List.of("", "", "*", "+", "?", "*?", "{2}", "{0,2}", "{1,}", "{0}");

    @ParameterizedTest
    @ValueSource(
            strings = {"a.c", "^abc$", "a|x", "(?i)ABC", "(?i)[A-C]{3}", "\\babc\\b", "(?:a|x)bc?", "[a\\]]b", "[]a]b"})
    void whatMatchesIsFound(String pattern) {
        assertThat(BoundedPattern.of(pattern).isFoundIn("abc")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC", "^b", "b$", "ac", "abcd", "[^abc]", "\\bb", "a{2}", "a\\.c"})
    void whatDoesNotMatchIsNotFound(String pattern) {
        assertThat(BoundedPattern.of(pattern).isFoundIn("abc")).isFalse();
    }

    @Property(tries = 3000)
    void itFindsWhatTheExpressionsOfJavaFind(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        assertThat(BoundedPattern.of(pattern).isFoundIn(text))
                .as("/%s/ in \"%s\"", pattern, text)
                .isEqualTo(Pattern.compile(pattern).matcher(text).find());
    }

    /** The second tries a number of ways that doubles with each group without reading a character. */
    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|a)*b", "(a*)*(a*)*b", "(.*a){20}b", "((a?){20}){20}b"})
    void whatWouldGoBackForEverDoesNot(String pattern) {
        String text = "a".repeat(20_000);
        assertThat(BoundedPattern.of(pattern).isFoundIn(text)).isFalse();
        assertThat(BoundedPattern.of("(|)".repeat(200) + "x").isFoundIn(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(;2",
                "a);2",
                "*;1",
                "a**;3",
                "[a;3",
                "(?=a);2",
                "(?<a>b);2",
                "\\1;2",
                "a{2;4",
                "a{3,2};7",
                "a{5000};7",
                "[b-a];4",
                "a++;3",
                "\\;2",
                "[a[b]];3",
                "\\p{L};2",
                "a{};3"
            })
    void whatCannotBeUsedIsRefusedWithItsPlace(String pattern, int place) {
        assertThatThrownBy(() -> BoundedPattern.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(", at character " + place + " of the expression");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        for (String pattern : List.of(
                "",
                "a".repeat(1001),
                "((a{100}){100}){100}",
                "((((){1000}){1000}){1000}){1000}",
                "(".repeat(60) + ")".repeat(60))) {
            assertThatThrownBy(() -> BoundedPattern.of(pattern)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property(tries = 3000)
    void anyTextIsAnExpressionOrRefused(@ForAll("anything") String pattern) {
        try {
            BoundedPattern.of(pattern).isFoundIn("some text");
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        Arbitrary<String> repeated = Combinators.combine(Arbitraries.of(ATOMS), Arbitraries.of(REPETITIONS))
                .as((atom, times) -> atom + times);
        Arbitrary<String> sequence = repeated.list().ofMaxSize(3).map(parts -> String.join("", parts));
        Arbitrary<String> choice = sequence.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("|", parts));
        Arbitrary<String> group = Combinators.combine(choice, Arbitraries.of(REPETITIONS))
                .as((inside, times) -> "(" + inside + ")" + times);
        return Arbitraries.oneOf(
                        choice, group, Combinators.combine(group, group).as((one, two) -> one + two))
                .filter(pattern -> !pattern.isEmpty());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of('a', 'b', ' ', '-', '.', '1').list().ofMaxSize(8).map(letters -> {
            StringBuilder text = new StringBuilder();
            letters.forEach(text::append);
            return text.toString();
        });
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.strings().withChars("ab()[]{}|*+?^$.\\-,12&:wdsb<=!").ofMaxLength(20);
    }
}
