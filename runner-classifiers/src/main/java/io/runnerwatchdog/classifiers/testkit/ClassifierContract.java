package io.runnerwatchdog.classifiers.testkit;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What every classifier owes to the watchdog, as a check for its tests; of whatever test framework, since all that is wrong
 * comes as one {@link AssertionError} with a line for each thing and what to do about it.
 *
 * <pre>{@code
 * ClassifierContract.check(new LicenceClassifier());
 * ClassifierContract.keepsSilentOn(new LicenceClassifier(), RecordedStall.shipped());
 * }</pre>
 */
public final class ClassifierContract {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A busy machine must not make a good classifier fail: what is slow is tried again, and the quickest call counts. */
    private static final int TRIES = 3;

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)*");
    private static final String OURS = "io.runnerwatchdog.";

    private final RootCauseClassifier classifier;
    private final Violations violations;
    private final Map<NamedStall, Answer> answers = new HashMap<>();

    private ClassifierContract(RootCauseClassifier classifier) {
        this.classifier = classifier;
        this.violations = new Violations(classifier, "breaks the contract of RootCauseClassifier:");
    }

    /**
     * Checks the contract over stalls of all kinds: no facts at all, some facts missing, each wait there is, ten megabytes of
     * output, hostile text and numbers, and real ones. Holds for an id of good form, and for calls that never throw nor return
     * null, come back within a second, and say the same of the same stall, in whatever order and from several threads at once.
     * Takes a second or two.
     *
     * @throws AssertionError if the contract is broken
     */
    public static void check(RootCauseClassifier classifier) {
        check(classifier, Ticker.system(), PATIENCE);
    }

    static void check(RootCauseClassifier classifier, Ticker ticker, Duration patience) {
        ClassifierContract contract = new ClassifierContract(classifier);
        contract.checkIdentity();
        try (Questioning questions = new Questioning(classifier, ticker, patience)) {
            contract.checkAnswers(questions);
        }
        contract.violations.throwThem();
    }

    /**
     * Checks that it says nothing of stalls that are not its own.
     *
     * @throws AssertionError if it does
     */
    public static void keepsSilentOn(RootCauseClassifier classifier, Collection<RecordedStall> stalls) {
        Violations spoken = new Violations(classifier, "speaks where it should keep silent:");
        for (RecordedStall each : stalls) {
            classifier
                    .classify(each.stall())
                    .ifPresent(verdict -> spoken.add(
                            NamedStall.of(each),
                            "said " + verdict.rootCause() + " "
                                    + verdict.confidence().value() + ", the truth is " + each.truth()
                                    + "; ask for more before you speak"));
        }
        spoken.throwThem();
    }

    /**
     * Checks that it names a root cause that is true of each stall.
     *
     * @throws AssertionError if it says nothing, or something else
     */
    public static void recognises(RootCauseClassifier classifier, Collection<RecordedStall> stalls) {
        Violations missed = new Violations(classifier, "does not recognise what is its own:");
        for (RecordedStall each : stalls) {
            Optional<RootCause> said = classifier.classify(each.stall()).map(Verdict::rootCause);
            if (each.truth().isEmpty()) {
                missed.add(NamedStall.of(each), "nobody has said what is true of it; write it into its \"truth\"");
            } else if (said.filter(each.truth()::contains).isEmpty()) {
                missed.add(
                        NamedStall.of(each),
                        "said " + said.map(RootCause::id).orElse("nothing") + ", the truth is " + each.truth());
            }
        }
        missed.throwThem();
    }

    private void checkIdentity() {
        String id = classifier.id();
        if (id == null || !ID.matcher(id).matches()) {
            violations.add("its id \"" + Shown.plain(String.valueOf(id)) + "\" does not match " + ID);
        } else if (!id.contains(".") && !classifier.getClass().getName().startsWith(OURS)) {
            violations.add("its id \"" + id + "\" is no reverse domain name, such as com.example." + id
                    + "; short ids belong to the classifiers that come with the watchdog");
        } else if (!id.equals(classifier.id())) {
            violations.add("its id changes; it must be the same each time");
        }
        if (classifier.order() != classifier.order()) {
            violations.add("its order changes; it must be the same each time");
        }
    }

    private void checkAnswers(Questioning questions) {
        List<NamedStall> stalls = TryingStalls.all();
        for (NamedStall each : stalls) {
            Answer answer = inTime(questions, each);
            if (answer instanceof Answer.Missing missing) {
                violations.add(each, "has not come back after " + missing.after() + "; a call has one second");
                return;
            }
            answers.put(each, answer);
            checkVerdict(each, answer);
            if (!each.isLarge()) {
                compare(each, questions.ask(each.stall()), "when asked again; judge by the stall alone");
            }
        }
        List<NamedStall> backwards = new ArrayList<>(stalls);
        Collections.reverse(backwards);
        for (NamedStall each : backwards) {
            compare(each, questions.ask(each.stall()), "when asked in another order; keep no state");
        }
        List<NamedStall> small = stalls.stream().filter(each -> !each.isLarge()).toList();
        questions
                .askFromAllThreads(small)
                .forEach(asked ->
                        compare(asked.getKey(), asked.getValue(), "when several threads asked at once; keep no state"));
    }

    private Answer inTime(Questioning questions, NamedStall stall) {
        Answer quickest = questions.ask(stall.stall());
        for (int tries = 1; tries < TRIES && took(quickest).compareTo(LONGEST_CALL) > 0; tries++) {
            Answer next = questions.ask(stall.stall());
            quickest = took(next).compareTo(took(quickest)) < 0 ? next : quickest;
        }
        if (took(quickest).compareTo(LONGEST_CALL) > 0) {
            violations.add(
                    stall,
                    "took " + took(quickest) + " at best; a call has one second, so look at the end of long output");
        }
        return quickest;
    }

    private static Duration took(Answer answer) {
        return answer instanceof Answer.Said said ? said.took() : Duration.ZERO;
    }

    private void checkVerdict(NamedStall stall, Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            violations.add(stall, failed.how());
        } else if (answer instanceof Answer.Said said) {
            said.verdict().ifPresent(verdict -> checkVerdict(stall, verdict));
        }
    }

    private void checkVerdict(NamedStall stall, Verdict verdict) {
        if (verdict.rootCause().equals(RootCause.UNKNOWN)) {
            violations.add(stall, "said unknown; return Optional.empty() instead");
        }
        if (verdict.confidence().equals(Confidence.NONE)) {
            violations.add(
                    stall, "said " + verdict.rootCause() + " with no confidence; return Optional.empty() instead");
        }
        if (verdict.because().stream().map(Because::text).allMatch(String::isBlank)) {
            violations.add(stall, "said " + verdict.rootCause() + " without a reason; add one with because(...)");
        }
    }

    private void compare(NamedStall stall, Answer again, String when) {
        Answer first = answers.get(stall);
        if (!first.isLike(again)) {
            violations.add(stall, "said " + first.describe() + " and then " + again.describe() + " " + when);
        }
    }
}
