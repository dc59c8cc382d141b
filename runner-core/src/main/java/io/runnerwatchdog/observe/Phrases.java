package io.runnerwatchdog.observe;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of the phrases in which waits describe themselves. */
final class Phrases {
    /** So many of a list are named; more would hide the sentence. */
    static final int MOST = 3;

    private Phrases() {}

    /** {@code of git[12], ssh[13]} behind the given preposition; nothing where there is nobody. */
    static String among(String preposition, List<Party> parties) {
        return parties.isEmpty()
                ? ""
                : preposition + parties.stream().limit(MOST).map(Party::label).collect(Collectors.joining(", "));
    }

    static String heldBy(Wait.OnFutex.Owner owner) {
        return ", held by thread " + owner.tid() + " of " + owner.process().label();
    }

    /** What it waits for, and for how long: told first where it would else be read as the time of whom the phrase ends with. */
    static String lasting(Wait wait, Duration time) {
        String what = wait.describe();
        String seconds = time.toSeconds() + " s";
        if (!endsWithAnother(wait)) {
            return what + " for " + seconds;
        }
        String verb = "waits ";
        return "has waited " + seconds + (what.startsWith(verb) ? " " + what.substring(verb.length()) : ": " + what);
    }

    private static boolean endsWithAnother(Wait wait) {
        if (wait instanceof Wait.OnEvents on) {
            return on.candidates().stream().limit(MOST).anyMatch(Phrases::endsWithAnother);
        }
        return wait instanceof Wait.OnFileLock lock && !lock.holders().isEmpty()
                || wait instanceof Wait.OnSocket socket && !socket.peers().isEmpty()
                || wait instanceof Wait.OnTerminalMaster terminal
                        && !terminal.users().isEmpty()
                || wait instanceof Wait.OnFutex futex && futex.owner().isPresent()
                || wait instanceof Wait.Halted halted && halted.by().isPresent();
    }

    /** A candidate of a poll without the call, which is the same for all. */
    static String thing(Wait candidate) {
        return candidate instanceof Wait.OnSocket on
                ? on.socket().describe() + among(" of ", on.peers())
                : candidate.describe();
    }

    static String halted(Wait.Halted halted) {
        return switch (halted.kind()) {
            case STOPPED -> "stopped by a signal";
            case TRACED ->
                "stopped by a debugger"
                        + halted.by().map(tracer -> ", " + tracer.label()).orElse("");
            case FROZEN -> "frozen by its control group";
        };
    }

    static String pipe(Wait.OnPipe pipe) {
        String what =
                (pipe.writing() ? "writes to a full pipe" : "reads a pipe") + (pipe.isNamed() ? " " + pipe.id() : "");
        String who = among(pipe.writing() ? " read by " : " of ", pipe.others());
        boolean onlyItself = pipe.others().isEmpty() && pipe.toItself();
        return what + who + (onlyItself ? " whose other end only it has itself" : "") + " (fd " + pipe.fd() + ")";
    }
}
