package io.runnerwatchdog.internal.skip;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoResidue.class)
@Timeout(60)
class FileWorkTest {
    private static final Decision SKIP = new Decision.Skip(Instant.EPOCH, "stalled");
    private static final Decision RUN = new Decision.Run();

    private final ExecutorService thread = new ThreadMaker().pool("skip", 1);
    private final List<SkipTrouble> troubles = new CopyOnWriteArrayList<>();
    private final List<Decision> undone = new CopyOnWriteArrayList<>();
    private final FileWork files = new FileWork(thread, "the state", troubles::add);
    private final CountDownLatch fileSystemAnswers = new CountDownLatch(1);

    @AfterEach
    void close() {
        fileSystemAnswers.countDown();
        thread.shutdown();
    }

    private Decision inTime(FileWork.Work work) {
        return files.inTime(work, undone::add);
    }

    private Decision hang(Decision late) {
        boolean answered = false;
        while (!answered) {
            try {
                answered = fileSystemAnswers.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException deaf) {
                answered = false;
            }
        }
        return late;
    }

    private void awaitIdle() throws Exception {
        thread.submit(() -> {}).get(1, TimeUnit.MINUTES);
    }

    @Test
    void whatIsDecidedInTimeCounts() {
        assertThat(inTime(() -> SKIP)).isEqualTo(SKIP);
        assertThat(undone).isEmpty();
        assertThat(troubles).isEmpty();
    }

    @Test
    void whatFailsRunsAndIsTold() {
        assertThat(inTime(() -> {
                    throw new SkipStateException(SkipTrouble.Kind.BUSY, "held");
                }))
                .isEqualTo(RUN);
        assertThat(inTime(() -> {
                    throw new IllegalStateException("a bug");
                }))
                .isEqualTo(RUN);
        assertThat(inTime(() -> SKIP)).isEqualTo(SKIP);
        assertThat(troubles).containsExactly(new SkipTrouble(SkipTrouble.Kind.BUSY, "held"));
    }

    @Test
    void whileAFileSystemHangsNobodyWaitsTwiceAndWhatComesTooLateIsUndone() throws Exception {
        assertThat(inTime(() -> hang(SKIP))).isEqualTo(RUN);
        assertThat(troubles).extracting(SkipTrouble::kind).containsExactly(SkipTrouble.Kind.STUCK);
        // Were this to wait, or to be queued, the latch would not be open before the time of the test is over.
        for (int i = 0; i < 10_000; i++) {
            assertThat(inTime(() -> SKIP)).isEqualTo(RUN);
        }
        assertThat(undone).isEmpty();

        fileSystemAnswers.countDown();
        awaitIdle();
        assertThat(undone).containsExactly(SKIP);
        assertThat(inTime(() -> SKIP)).isEqualTo(SKIP);
    }

    @Test
    void anInterruptIsKeptAndDoesNotCutTheWaitShort() {
        Thread.currentThread().interrupt();
        assertThat(inTime(() -> SKIP)).isEqualTo(SKIP);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void afterTheCloseAllRuns() {
        thread.shutdown();
        assertThat(inTime(() -> SKIP)).isEqualTo(RUN);
        assertThat(troubles).isEmpty();
    }
}
