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
}
