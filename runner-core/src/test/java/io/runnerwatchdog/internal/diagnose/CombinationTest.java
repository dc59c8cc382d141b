package io.runnerwatchdog.internal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.internal.diagnose.Combination.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Many verdicts, one root cause. */
class CombinationTest {
    @Example
    void nobodySaysAnything() {
        assertThat(Combination.of(List.of()).cause()).isEqualTo(RootCause.UNKNOWN);
        assertThat(Combination.of(List.of()).confidence()).isEqualTo(Confidence.NONE);
        assertThat(Combination.of(List.of()).first()).isEmpty();
    }

    @Example
    void theSurestNamesTheCause() {
        Outcome outcome = Combination.of(List.of(
                says("a", RootCause.LOCK, 0.6), says("b", RootCause.NETWORK, 0.9), says("c", RootCause.BUSY, 0.7)));

        assertThat(outcome.cause()).isEqualTo(RootCause.NETWORK);
        assertThat(outcome.confidence()).isEqualTo(Confidence.of(0.9));
        assertThat(outcome.first().orElseThrow().classifier()).isEqualTo("b");
    }

    @Example
    void twoThatAgreeOutweighOneThatIsALittleSurer() {
        Outcome outcome = Combination.of(List.of(
                says("a", RootCause.LOCK, 0.7), says("b", RootCause.NETWORK, 0.65), says("c", RootCause.NETWORK, 0.6)));

        assertThat(outcome.cause()).isEqualTo(RootCause.NETWORK);
        assertThat(outcome.first().orElseThrow().classifier())
                .as("the surer of the two speaks")
                .isEqualTo("b");
    }

    @Example
    void manyThatAgreeDoNotOutweighOneThatIsNearlyCertain() {
        List<Judgement> judgements = new ArrayList<>(List.of(says("a", RootCause.LOCK, 0.99)));
        for (int i = 0; i < 3; i++) {
            judgements.add(says("b" + i, RootCause.NETWORK, 0.6));
        }

        assertThat(Combination.of(judgements).cause()).isEqualTo(RootCause.LOCK);
    }

    @Example
    void whatIsHardlyBelievedNamesNoCause() {
        assertThat(Combination.of(List.of(says("a", RootCause.LOCK, 0.29))).cause())
                .isEqualTo(RootCause.UNKNOWN);
        assertThat(Combination.of(List.of(says("a", RootCause.LOCK, 0.3))).cause())
                .isEqualTo(RootCause.LOCK);
    }

    @Example
    void unknownNeverWins() {
        Outcome outcome = Combination.of(List.of(says("a", RootCause.UNKNOWN, 1), says("b", RootCause.LOCK, 0.4)));

        assertThat(outcome.cause()).isEqualTo(RootCause.LOCK);
        assertThat(Combination.of(List.of(says("a", RootCause.UNKNOWN, 1)))).isEqualTo(Combination.of(List.of()));
    }

    @Example
    void betweenEqualsTheOrderOfTheClassifiersDecides() {
        Judgement first = says("a", RootCause.LOCK, 0.7);
        Judgement second = says("b", RootCause.LOCK, 0.7);

        assertThat(Combination.of(List.of(first, second)).first()).contains(first);
        assertThat(Combination.ranked(List.of(first, second))).containsExactly(first, second);
    }

    @Property
    void agreementSupportsAndNeverHarms(
            @ForAll("judgements") List<Judgement> judgements, @ForAll("judgement") Judgement more) {
        Outcome before = Combination.of(judgements);
        List<Judgement> all = new ArrayList<>(judgements);
        all.add(says("more", before.cause(), more.verdict().confidence().value()));
        Outcome after = Combination.of(all);

        assertThat(after.cause()).isEqualTo(before.cause());
        assertThat(after.confidence()).isGreaterThanOrEqualTo(before.confidence());
    }

    @Property
    void theOutcomeIsAtLeastAsSureAsTheSurestThatNamesACause(@ForAll("judgements") List<Judgement> judgements) {
        Outcome outcome = Combination.of(judgements);
        Confidence surest = judgements.stream()
                .map(Judgement::verdict)
                .filter(verdict -> !verdict.rootCause().equals(RootCause.UNKNOWN))
                .map(Verdict::confidence)
                .max(Comparator.naturalOrder())
                .orElse(Confidence.NONE);

        assertThat(outcome.confidence().value()).isBetween(0.0, 1.0);
        if (surest.compareTo(Combination.ENOUGH) >= 0) {
            assertThat(outcome.confidence()).isGreaterThanOrEqualTo(surest);
            assertThat(outcome.cause()).isNotEqualTo(RootCause.UNKNOWN);
        }
    }

    @Property
    void theOrderOfTheProvidersDoesNotMatter(@ForAll("judgements") List<Judgement> judgements, @ForAll Random random) {
        List<Judgement> shuffled = new ArrayList<>(judgements);
        Collections.shuffle(shuffled, random);
        // The loader puts classifiers in order before they are asked.
        shuffled.sort(Comparator.comparing(Judgement::classifier));
        List<Judgement> ordered = new ArrayList<>(judgements);
        ordered.sort(Comparator.comparing(Judgement::classifier));

        assertThat(Combination.of(shuffled)).isEqualTo(Combination.of(ordered));
        assertThat(Combination.ranked(shuffled)).isEqualTo(Combination.ranked(ordered));
    }

    @Property
    void rankingIsBySurenessAndLosesNobody(@ForAll("judgements") List<Judgement> judgements) {
        assertThat(Combination.ranked(judgements))
                .containsExactlyInAnyOrderElementsOf(judgements)
                .isSortedAccordingTo(Comparator.comparing(
                                (Judgement judgement) -> judgement.verdict().confidence())
                        .reversed());
    }

    @Provide
    Arbitrary<List<Judgement>> judgements() {
        return judgement().list().ofMaxSize(8).uniqueElements(Judgement::classifier);
    }

    @Provide
    Arbitrary<Judgement> judgement() {
        return Combinators.combine(
                        Arbitraries.strings().withCharRange('a', 'z').ofLength(2),
                        Arbitraries.of(RootCause.builtIn()),
                        Arbitraries.integers().between(0, 100))
                .as((classifier, cause, percent) -> says(classifier, cause, percent / 100.0));
    }

    private static Judgement says(String classifier, RootCause cause, double confidence) {
        return new Judgement(classifier, Verdict.of(cause, confidence));
    }
}
