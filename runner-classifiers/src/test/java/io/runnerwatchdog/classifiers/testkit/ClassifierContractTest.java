package io.runnerwatchdog.classifiers.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The check passes those that keep the contract, and tells each way of breaking it. */
class ClassifierContractTest {
    private static final Verdict LICENCE =
            Verdict.of(RootCause.of("licence"), 0.9).because(Because.fact("so it seems"));

    /** A classifier made of what it does; its class is no class of the watchdog's as far as ids go. */
    private record Made(String id, Function<StallContext, Optional<Verdict>> judge) implements RootCauseClassifier {
        @Override
        public Optional<Verdict> classify(StallContext stall) {
            return judge.apply(stall);
        }
    }

    private static Made made(Function<StallContext, Optional<Verdict>> judge) {
        return new Made("com.example.made", judge);
    }

    private static boolean isUnknown(StallContext stall) {
        return stall.now().processes().isEmpty()
                && stall.output().text().isEmpty()
                && stall.silentFor().equals(Duration.ofSeconds(12))
                && stall.earlier().isEmpty()
                && stall.chain().links().isEmpty();
    }

    private static void assertBroken(RootCauseClassifier classifier, String... told) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ClassifierContract.check(classifier))
                .withMessageStartingWith(Made.class.getName() + " breaks the contract of RootCauseClassifier:\n- ")
                .satisfies(broken -> assertThat(broken.getMessage()).contains(told));
    }

    static Stream<RootCauseClassifier> builtIn() {
        return ServiceLoader.load(RootCauseClassifier.class).stream().map(ServiceLoader.Provider::get);
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void theBuiltInOnesKeepTheContract(RootCauseClassifier classifier) {
        assertThatCode(() -> ClassifierContract.check(classifier)).doesNotThrowAnyException();
    }

    @Test
    void whoKeepsTheContractPassesWhateverItSays() {
        ClassifierContract.check(made(stall -> Optional.empty()));
        ClassifierContract.check(made(stall -> Optional.of(LICENCE)));
    }

    @Test
    void itIsAskedAboutEachKindOfWaitAndEachKindOfGap() {
        List<StallContext> asked = new ArrayList<>();
        ClassifierContract.check(made(stall -> {
            synchronized (asked) {
                asked.add(stall);
            }
            return Optional.empty();
        }));

        Set<Class<?>> waits = new HashSet<>();
        asked.forEach(stall ->
                stall.chain().leaf().ifPresent(leaf -> waits.add(leaf.waitsFor().getClass())));
        assertThat(waits).containsExactlyInAnyOrder(Wait.class.getPermittedSubclasses());
        assertThat(asked)
                .anyMatch(stall -> stall.now().processes().isEmpty())
                .anyMatch(stall -> stall.earlier().isEmpty())
                .anyMatch(stall -> stall.earlier().isPresent())
                .anyMatch(stall -> stall.now().processes().stream()
                        .anyMatch(process -> !process.unreadable().isEmpty()))
                .anyMatch(stall -> stall.chain().cycle().isPresent())
                .anyMatch(stall -> stall.stdout().text().length() >= 10_000_000)
                .anyMatch(stall -> stall.stderr().text().contains("\u001b"))
                .anyMatch(stall -> stall.stdout().text().contains("\ud800"));
    }

    @Test
    void nullAndExceptionsAndErrorsAreTold() {
        assertBroken(made(stall -> null), "stall \"nothing is known\": returned null; return Optional.empty()");
        assertBroken(
                made(stall -> Optional.of(
                        Verdict.of(RootCause.LOCK, stall.earlier().orElseThrow().takenAtNanos()))),
                "stall \"nothing is known\": threw java.util.NoSuchElementException: No value present at ",
                "any fact may be missing");
        assertBroken(
                made(stall -> isUnknown(stall) ? endlessly(stall) : Optional.empty()),
                "threw java.lang.StackOverflowError at ");
    }

    private static Optional<Verdict> endlessly(StallContext stall) {
        return endlessly(stall).or(() -> endlessly(stall));
    }

    @Test
    @SuppressWarnings("unchecked")
    void anOptionalOfSomethingElseIsTold() {
        Optional<Verdict> raw = (Optional<Verdict>) (Optional<?>) Optional.of("licence");

        assertBroken(made(stall -> raw), "returned an Optional of java.lang.String");
    }

    @Test
    void verdictsThatSayNothingAreTold() {
        assertBroken(
                made(stall -> Optional.of(Verdict.of(RootCause.UNKNOWN, 0).because(Because.fact(" ")))),
                "said unknown; return Optional.empty() instead",
                "said unknown with no confidence",
                "said unknown without a reason; add one with because(...)");
    }

    @Test
    void idsThatAreNotWellFormedAreTold() {
        for (String id : List.of("", "Licence", "com..x", "com.example.", "a b", "\u001b[2J")) {
            assertBroken(new Made(id, stall -> Optional.empty()), "does not match [a-z]");
        }
        assertBroken(new Made(null, stall -> Optional.empty()), "its id \"null\" does not match");
    }

    @Test
    void shortIdsBelongToOurs() {
        RootCauseClassifier foreign = new com.example.ShortNamed();

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ClassifierContract.check(foreign))
                .withMessageContaining("its id \"licence\" is no reverse domain name, such as com.example.licence");
    }

    @Test
    void whatChangesFromCallToCallIsTold() {
        AtomicInteger calls = new AtomicInteger();

        assertBroken(
                made(stall -> calls.incrementAndGet() % 2 == 0 ? Optional.of(LICENCE) : Optional.empty()),
                "said nothing and then licence 0.9 when asked again; judge by the stall alone");
    }

    @Test
    void whatDependsOnTheStallBeforeIsTold() {
        List<StallContext> before = new ArrayList<>(
                List.of(StallBuilder.of("x").build(), StallBuilder.of("x").build()));

        assertBroken(
                made(stall -> {
                    synchronized (before) {
                        // The stall before this one, where this one is asked about twice or more.
                        if (before.get(1) != stall) {
                            before.remove(0);
                            before.add(stall);
                        }
                        boolean afterUnknown = isUnknown(before.get(0));
                        return afterUnknown ? Optional.of(LICENCE) : Optional.empty();
                    }
                }),
                "when asked in another order; keep no state");
    }

    @Test
    void whatSeveralThreadsGetWrongIsTold() {
        Exchanger<Integer> meeting = new Exchanger<>();

        assertBroken(
                made(stall -> isUnknown(stall) && meets(meeting) ? Optional.of(LICENCE) : Optional.empty()),
                "stall \"nothing is known\": said nothing and then licence 0.9 when several threads asked at once");
    }

    private static boolean meets(Exchanger<Integer> meeting) {
        try {
            return meeting.exchange(1, 300, TimeUnit.MILLISECONDS) == 1;
        } catch (TimeoutException alone) {
            return false;
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    @Test
    void whoIsSlowEachTimeIsTold() {
        FakeTicker ticker = new FakeTicker(0);
        RootCauseClassifier slow = made(stall -> {
            ticker.advance(stall.stdout().text().length() > 1_000_000 ? Duration.ofSeconds(2) : Duration.ZERO);
            return Optional.empty();
        });

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ClassifierContract.check(slow, ticker, Duration.ofSeconds(10)))
                .withMessageContaining("stall \"ten megabytes on one line\": took PT2S at best; a call has one second");
    }

    @Test
    void whoIsSlowOnceIsForgiven() {
        FakeTicker ticker = new FakeTicker(0);
        AtomicInteger calls = new AtomicInteger();
        RootCauseClassifier slowAtFirst = made(stall -> {
            ticker.advance(calls.incrementAndGet() <= 2 ? Duration.ofSeconds(2) : Duration.ZERO);
            return Optional.empty();
        });

        ClassifierContract.check(slowAtFirst, ticker, Duration.ofSeconds(10));

        assertThat(calls).hasValueGreaterThan(2);
    }

    @Test
    void whoNeverComesBackIsToldAndNotWaitedFor() {
        CountDownLatch end = new CountDownLatch(1);
        RootCauseClassifier hung = made(stall -> {
            try {
                end.await();
            } catch (InterruptedException goesOn) {
                return Optional.empty();
            }
            return Optional.empty();
        });

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ClassifierContract.check(hung, Ticker.system(), Duration.ofMillis(100)))
                .withMessageContaining("stall \"nothing is known\": has not come back after PT0.1S");
        end.countDown();
    }

    @Test
    void manyViolationsDoNotFillTheScreen() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ClassifierContract.check(made(stall -> null)))
                .satisfies(broken -> assertThat(broken.getMessage().lines()).hasSize(22))
                .withMessageMatching("(?s).*\n- and \\d+ more");
    }

    @Test
    void whoSpeaksOfAStrangersStallIsToldTheTruth() {
        List<RecordedStall> shipped = RecordedStall.shipped();

        ClassifierContract.keepsSilentOn(made(stall -> Optional.empty()), shipped);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ClassifierContract.keepsSilentOn(made(stall -> Optional.of(LICENCE)), shipped))
                .withMessageContaining("speaks where it should keep silent:\n- ")
                .withMessageContaining("stall \"recorded sqlite-busy\": said licence 0.9, the truth is [lock]");
    }

    @Test
    void whoMissesItsOwnStallIsToldTheTruth() {
        StallContext stall = StallBuilder.of("compile").build();
        List<RecordedStall> own = List.of(new RecordedStall("own", Set.of(RootCause.of("licence")), stall));

        ClassifierContract.recognises(made(any -> Optional.of(LICENCE)), own);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ClassifierContract.recognises(made(any -> Optional.empty()), own))
                .withMessageContaining("stall \"recorded own\": said nothing, the truth is [licence]");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ClassifierContract.recognises(
                        made(any -> Optional.of(LICENCE)), List.of(new RecordedStall("own", Set.of(), stall))))
                .withMessageContaining("nobody has said what is true of it");
    }
}
