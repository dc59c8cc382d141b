package io.runnerwatchdog.benchmarks.escape;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays cases with all contenders in turn, several times over: A B C A B C, so that what the machine does meanwhile falls
 * on all of them alike.
 */
final class Suite {
    /** How often a case is played. */
    record Rounds(int ours, int peers) {
        int of(Stopper stopper) {
            return stopper.ours() ? ours : peers;
        }

        int most() {
            return Math.max(ours, peers);
        }
    }

    private final Round round;
    private final List<Stopper> stoppers;
    private final Rounds rounds;
    private final PrintStream progress;

    Suite(Round round, List<Stopper> stoppers, Rounds rounds, PrintStream progress) {
        this.round = round;
        this.stoppers = List.copyOf(stoppers);
        this.rounds = rounds;
        this.progress = progress;
    }

    /** Plays a case once with each, so that nobody's time holds the loading of its classes. */
    void warmUp(Case easy) throws IOException, InterruptedException {
        for (Stopper stopper : stoppers) {
            round.play(easy, stopper);
        }
    }

    /** What each contender came to, in their order. */
    List<Tally> play(Case played) throws IOException, InterruptedException {
        List<Tally> tallies = new ArrayList<>();
        stoppers.forEach(stopper -> tallies.add(new Tally()));
        for (int number = 0; number < rounds.most(); number++) {
            for (int i = 0; i < stoppers.size(); i++) {
                if (number < rounds.of(stoppers.get(i))) {
                    tallies.get(i).add(round.play(played, stoppers.get(i)));
                }
            }
            progress.print(".");
            progress.flush();
        }
        progress.println(" " + played.id());
        return tallies;
    }
}
