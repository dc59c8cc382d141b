package io.runnerwatchdog.observe;

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
