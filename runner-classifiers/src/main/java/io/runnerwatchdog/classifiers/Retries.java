package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Interlude.Attempt;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that sleeps between two attempts: what the attempts are for is the cause. It is told from what was met in
 * passing, from the programs that were started, or from the condition of a shell's loop.
 */
final class Retries {
    private static final double SEEN_WAITING = 0.8;
    private static final double SEEN_STARTED = 0.72;
    private static final double REFUSED_OFTEN = 0.75;
    private static final double REFUSED_ONCE = 0.68;
    private static final double LOOP_TEXT = 0.7;
    private static final double SLEEPER = 0.7;

    private Retries() {}

    static Optional<Verdict> judge(Ending ending, RootCause cause, Class<? extends Wait> kind) {
        boolean sleeps = ending.isAsleep() || ending.waitsFor() instanceof Wait.OnChild;
        if (!sleeps) {
            return Optional.empty();
        }
        Optional<Verdict> best = Optional.empty();
        for (Attempt attempt : ending.attempts()) {
            best = surer(best, ofAttempt(attempt, cause, kind));
        }
        Optional<Verdict> attempted = best;
        return loop(ending)
                .map(process -> ofSleeper(process, cause).or(() -> ofLoop(process, cause)))
                .map(found -> surer(attempted, found))
                .orElse(attempted);
    }

    /** Who tries again and again: the sleeping process, or the shell whose child is the program sleep. */
    private static Optional<ProcessFacts> loop(Ending ending) {
        List<ProcessFacts> upwards = ending.processesUpwards();
        boolean byChild = upwards.size() > 1 && upwards.get(0).name().equals("sleep");
        return upwards.isEmpty() ? Optional.empty() : Optional.of(upwards.get(byChild ? 1 : 0));
    }

    private static Optional<Verdict> ofAttempt(Attempt attempt, RootCause cause, Class<? extends Wait> kind) {
        Optional<Wait> met = attempt.what().filter(kind::isInstance);
        if (met.isPresent()) {
            boolean refused = met.get() instanceof Wait.OnSocket on && on.fd() < 0;
            double sure = refused ? (attempt.times() > 1 ? REFUSED_OFTEN : REFUSED_ONCE) : SEEN_WAITING;
            return Ending.verdict(
                    cause,
                    sure,
                    refused
                            ? "each time it woke, a connection was refused (" + attempt.times() + " times)"
                            : "between its sleeps it was met in " + met.get().describe());
        }
        return RetriedPrograms.shared()
                .started(attempt.commandLine())
                .filter(found -> found.cause().equals(cause))
                .flatMap(found -> Ending.verdict(
                        cause, SEEN_STARTED, "between its sleeps it starts " + found.program() + " again and again"));
    }

    /** A program that has no other reason to sleep than to try again later. */
    private static Optional<Verdict> ofSleeper(ProcessFacts process, RootCause cause) {
        return RetriedPrograms.shared()
                .asleep(process.commandLine())
                .filter(found -> found.cause().equals(cause))
                .flatMap(found -> Ending.verdict(
                        cause, SLEEPER, found.program() + " sleeps between two attempts, as it does for nothing else"));
    }

    /** {@code sh -c 'until nc -z db 5432; do sleep 1; done'}: what stands between until and do is what it waits for. */
    private static Optional<Verdict> ofLoop(ProcessFacts shell, RootCause cause) {
        List<String> condition = condition(shell.commandLine());
        return RetriedPrograms.shared()
                .started(condition)
                .filter(found -> found.cause().equals(cause))
                .flatMap(found -> Ending.verdict(
                        cause,
                        LOOP_TEXT,
                        shell.label() + " repeats \"" + String.join(" ", condition) + "\" and sleeps between"));
    }

    private static List<String> condition(List<String> commandLine) {
        List<String> words = new ArrayList<>();
        boolean inside = false;
        for (String argument : commandLine) {
            for (String word : argument.split("[\\s;()!]+")) {
                if (word.equals("until") || word.equals("while")) {
                    inside = true;
                } else if (word.equals("do")) {
                    inside = false;
                } else if (inside && !word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    private static Optional<Verdict> surer(Optional<Verdict> one, Optional<Verdict> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return other.get().confidence().compareTo(one.get().confidence()) > 0 ? other : one;
    }
}
