package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children that have ended and that nobody collects belong to the facts where their parent waits for a signal. */
class UncollectedTest {
    private static final long PARENT = 4_200_010;
    private static final long CHILD = 4_200_020;

    @TempDir
    private Path directory;

    private WrittenProc proc;

    @BeforeEach
    void aParentThatWaitsForASignal() {
        proc = new WrittenProc(directory).member(PARENT, 1, "make", WrittenProc.PAUSES);
    }

    @Test
    void aZombieIsAmongTheFacts() {
        child('Z');

        assertThat(look())
                .extracting(ProcessFacts::pid, ProcessFacts::parentPid, ProcessFacts::state)
                .containsExactly(tuple(PARENT, 1L, ProcessState.SLEEPING), tuple(CHILD, PARENT, ProcessState.ZOMBIE));
    }

    @Test
    void aChildThatLivesIsNotAddedToTheTree() {
        child('S');

        assertThat(look()).extracting(ProcessFacts::pid).containsExactly(PARENT);
    }

    @Test
    void zombiesOfWhoCollectsChildrenAreOfNoInterest() {
        proc.call(PARENT, WrittenProc.WAITS);
        child('Z');

        assertThat(look()).extracting(ProcessFacts::pid).containsExactly(PARENT);
    }

    @Test
    void aZombieThatIsAMemberIsThereOnce() {
        proc.member(CHILD, PARENT, "cc", WrittenProc.PAUSES);
        child('Z');

        assertThat(look()).extracting(ProcessFacts::pid).containsExactly(PARENT, CHILD);
    }

    private void child(char state) {
        proc.process(CHILD, PARENT, "cc", WrittenProc.PAUSES)
                .state(CHILD, PARENT, "cc", state)
                .children(PARENT, CHILD + " ");
    }

    private List<ProcessFacts> look() {
        return proc.look(0, Optional.empty()).processes();
    }
}
