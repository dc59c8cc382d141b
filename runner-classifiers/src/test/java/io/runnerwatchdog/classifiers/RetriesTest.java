package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.classifiers.Stalls.Stall;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.observe.Interlude.Attempt;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.Wait;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever sleeps between two attempts waits for what the attempts are for. */
class RetriesTest {
    private static final Wait SLEEP = new Wait.OnTimer("nanosleep");
    private static final Wait LOCKED = new Wait.OnFileLock("fcntl", "/db", List.of());
    private static final long SHELL = 10;
    private static final long TOOL = 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "until nc -z db 5432; do sleep 1; done",
                "until nc -z db 5432\ndo sleep 1\ndone",
                "while ! curl -fs http://api/health; do sleep 2; done",
                "until (pg_isready -h db); do sleep 1; done",
                "until /usr/bin/psql -h db -c 'select 1' > /dev/null 2>&1; do sleep 1; done",
                "echo waits; until wget -q http://api; do :; sleep 1; done; echo up"
            })
    void aLoopUntilAServerAnswersIsTheNetwork(String script) {
        assertThat(Verdicts.cause(sleeping().shell("sh", "-c", script))).contains(RootCause.NETWORK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "until mkdir /tmp/lock 2>/dev/null; do sleep 1; done",
                "while ! ln -s $$ /tmp/lock; do sleep 1; done",
                "until flock -n /tmp/lock true; do sleep 1; done"
            })
    void aLoopUntilALockIsFreeIsALock(String script) {
        assertThat(Verdicts.cause(sleeping().shell("sh", "-c", script))).contains(RootCause.LOCK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "until test -f /tmp/ready; do sleep 1; done",
                "while :; do sleep 1; done",
                "while read line; do curl http://api; sleep 1; done < list",
                "curl http://api; sleep 1000",
                "sleep 1000"
            })
    void aLoopThatTriesNothingWithANameIsASleepingChild(String script) {
        assertThat(Verdicts.cause(sleeping().shell("sh", "-c", script))).contains(RootCause.CHILD_HANG);
    }

    @Test
    void theLoopIsNamedInTheEvidence() {
        assertThat(Verdicts.because(
                        RootCause.NETWORK, sleeping().shell("sh", "-c", "until nc -z db 5432; do sleep 1; done")))
                .contains("sh[10] repeats \"nc -z db 5432\" and sleeps between");
    }

    @Test
    void aLoopWhoseAttemptHasNoChildAtTheMomentIsOneStill() {
        Stall between = Stalls.waiting(new Wait.OnChild("wait4", OptionalLong.empty()))
                .alone()
                .shell("sh", "-c", "until nc -z db 5432; do sleep 1; done");

        assertThat(Verdicts.cause(between)).contains(RootCause.NETWORK);
    }

    @Test
    void aToolThatSleepsByItselfIsNoPartOfTheLoopAroundIt() {
        Stall tool = Stalls.waiting(SLEEP).shell("sh", "-c", "while ! curl -fs http://api; do tool; done");

        assertThat(Verdicts.cause(tool)).contains(RootCause.CHILD_HANG);
    }

    @Test
    void programsMetInPassingTellWhatIsTried() {
        assertThat(Verdicts.cause(sleeping().attempts(started(SHELL, 3, "curl", "-fs", "http://api"))))
                .contains(RootCause.NETWORK);
        assertThat(Verdicts.cause(sleeping().attempts(started(TOOL, 3, "/usr/bin/mkdir", "/tmp/lock"))))
                .contains(RootCause.LOCK);
    }

    @Test
    void programsThatTellNothingChangeNothing() {
        assertThat(Verdicts.causes(sleeping().attempts(started(SHELL, 9, "sleep", "1"), started(SHELL, 9))))
                .containsExactly(RootCause.CHILD_HANG);
    }

    @Test
    void attemptsOfAStrangerAreNotHeard() {
        assertThat(Verdicts.causes(sleeping().attempts(started(77, 3, "curl", "http://api"))))
                .containsExactly(RootCause.CHILD_HANG);
    }

    @Test
    void aWaitMetInPassingTellsWhatIsTried() {
        assertThat(Verdicts.cause(sleeping().attempts(met(TOOL, Stalls.tcp("SYN_SENT", 1, 0)))))
                .contains(RootCause.NETWORK);
        assertThat(Verdicts.cause(sleeping().attempts(met(TOOL, LOCKED)))).contains(RootCause.LOCK);
        assertThat(Verdicts.because(RootCause.LOCK, sleeping().attempts(met(TOOL, LOCKED))))
                .contains("between its sleeps it was met in fcntl of /db");
    }

    @Test
    void connectionsThatAreRefusedAgainAndAgainAreSurerThanOne() {
        Wait refused = new Wait.OnSocket("connect", -1, new SocketFacts("tcp", "", "", "REFUSED", 0, 0, 0), List.of());
        NetworkClassifier network = new NetworkClassifier();
        Stall once = sleeping().attempts(new Attempt(TOOL, List.of(), Optional.of(refused), 1));
        Stall often = sleeping().attempts(new Attempt(TOOL, List.of(), Optional.of(refused), 4));

        assertThat(Verdicts.cause(once)).contains(RootCause.NETWORK);
        assertThat(Verdicts.sure(network, often)).isGreaterThan(Verdicts.sure(network, once));
        assertThat(Verdicts.because(RootCause.NETWORK, often))
                .contains("each time it woke, a connection was refused (4 times)");
    }

    @Test
    void theSurestOfSeveralAttemptsCounts() {
        Attempt program = started(SHELL, 2, "curl", "http://api");
        Attempt wait = met(TOOL, Stalls.tcp("SYN_SENT", 1, 0));
        NetworkClassifier network = new NetworkClassifier();

        double both = Verdicts.sure(network, sleeping().attempts(program, wait));

        assertThat(both).isEqualTo(Verdicts.sure(network, sleeping().attempts(wait, program)));
        assertThat(both).isEqualTo(Verdicts.sure(network, sleeping().attempts(wait)));
    }

    @Test
    void whoDoesNotSleepDoesNotTryAgain() {
        Attempt attempt = started(SHELL, 3, "curl", "http://api");
        for (Wait wait :
                List.of(new Wait.OnSignal("pause"), new Wait.OnNamedPipe("/pipe"), new Wait.OnFileChange("read"))) {
            assertThat(Verdicts.causes(Stalls.waiting(wait).attempts(attempt)))
                    .as(wait.describe())
                    .doesNotContain(RootCause.NETWORK);
        }
    }

    @Test
    void aFileThatSomebodyElseHasLockedIsWhatASleeperTriesFor() {
        Stall sleeper = sleeping().contended("/var/lib/db");

        assertThat(Verdicts.cause(sleeper)).contains(RootCause.LOCK);
        assertThat(Verdicts.because(RootCause.LOCK, sleeper))
                .first()
                .isEqualTo("/var/lib/db is locked by other[99] outside the tree");
        assertThat(Verdicts.cause(Stalls.waiting(new Wait.OnEvents("poll", List.of(), true))
                        .contended("/var/lib/db")))
                .contains(RootCause.LOCK);
    }

    @Test
    void aLockedFileIsNoMatterOfWhoWaitsForSomethingElse() {
        assertThat(Verdicts.causes(Stalls.waiting(Stalls.tcp("SYN_SENT", 1, 0)).contended("/var/lib/db")))
                .containsExactly(RootCause.NETWORK);
    }

    @Test
    void writesThatFailAgainAndAgainAreInputAndOutput() {
        Stall full = asleep().writesInVain(3);

        assertThat(Verdicts.cause(full)).contains(RootCause.IO_WAIT);
        assertThat(Verdicts.because(RootCause.IO_WAIT, full)).first().asString().contains("wrote 3 times in vain");
        assertThat(Verdicts.causes(asleep().writesInVain(0)))
                .as("it wrote nothing")
                .containsExactly(RootCause.CHILD_HANG);
        assertThat(Verdicts.causes(sleeping().writesInVain(3)))
                .as("seen once only: nothing is known of the time before")
                .containsExactly(RootCause.CHILD_HANG);
    }

    @ParameterizedTest
    @CsvSource({
        "network, /usr/bin/curl --retry 5 http://api",
        "network, git fetch origin",
        "network, /usr/bin/python3 /usr/bin/pip3 install x",
        "network, python3 -m pip install x",
        "network, bash ./wait-for-it.sh db:5432",
        "network, /bin/bash -e ./wait-for-it.sh db:5432",
        "lock, git commit -m x",
        "lock, apt-get install x",
        "lock, /usr/bin/python3 -s /usr/bin/dnf install x"
    })
    void aProgramThatSleepsForNothingElseTriesAgain(String cause, String line) {
        Stall program = Stalls.waiting(SLEEP).line(line.split(" "));

        assertThat(Verdicts.cause(program)).contains(RootCause.of(cause));
        assertThat(Verdicts.because(RootCause.of(cause), program))
                .first()
                .asString()
                .endsWith(" sleeps between two attempts, as it does for nothing else");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tool curl http://api",
                "watch git status",
                "backup --with /usr/bin/rsync",
                "python3 serve.py apt",
                "python3 -c apt",
                "python3",
                "sh -ec apt",
                "perl -e apt"
            })
    void aProgramThatOnlyNamesAnotherSleepsByItself(String line) {
        assertThat(Verdicts.causes(Stalls.waiting(SLEEP).line(line.split(" ")))).containsExactly(RootCause.CHILD_HANG);
    }

    @Test
    void aProgramThatDoesNotSleepIsNotBetweenTwoAttempts() {
        assertThat(Verdicts.causes(Stalls.waiting(new Wait.OnSignal("pause")).line("apt-get", "install", "x")))
                .containsExactly(RootCause.CHILD_HANG);
    }

    private static Stall sleeping() {
        return Stalls.waiting(SLEEP).named("sleep");
    }

    /** Asleep in both snapshots. */
    private static Stall asleep() {
        return sleeping().got(ProcessState.SLEEPING, 0.001, 0, 4);
    }

    private static Attempt started(long by, int times, String... line) {
        return new Attempt(by, List.of(line), Optional.empty(), times);
    }

    private static Attempt met(long who, Wait wait) {
        return new Attempt(who, List.of(), Optional.of(wait), 1);
    }
}
