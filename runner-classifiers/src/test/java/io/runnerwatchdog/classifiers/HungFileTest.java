package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.fixture.HungPlace;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.RunResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A file system that does not answer is the cause, and is named, by whichever page or call it is waited for. */
@Tag("process")
@ExtendWith(NoResidue.class)
class HungFileTest {
    private final HungPlace place;
    private final Watchdog watchdog = Watchdog.builder()
            .idleTimeout(Duration.ofMillis(1500))
            .stopPolicy(StopPolicy.graceful(Duration.ofMillis(300)))
            .build();

    HungFileTest() throws IOException {
        place = HungPlace.make();
    }

    @AfterEach
    void letGo() throws IOException {
        place.close();
        watchdog.close();
    }

    @Test
    void theFileAndItsMountAreNamed() throws Exception {
        RunResult result = hang(false);

        assertThat(result.diagnosis().rootCause()).isEqualTo(RootCause.IO_WAIT);
        assertThat(result.diagnosis().summary()).contains(place.file().toString());
        if (place.isMounted()) {
            assertThat(result.diagnosis().summary()).contains("fuse.hungfs hungfs on " + place.directory());
        }
    }

    @Test
    void aPageOfMemoryThatDoesNotComeIsTheSameCause() throws Exception {
        RunResult result = hang(true);

        assertThat(result.diagnosis().rootCause()).isEqualTo(RootCause.IO_WAIT);
    }

    private RunResult hang(boolean inMemory) throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        Run run = watchdog.start(
                (inMemory ? place.hangingInMemory() : place.hanging()).onStdoutLine(line -> hangs.countDown()));
        assertThat(hangs.await(Sh.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        place.awaitReads(1);
        place.fallSilent();
        return run.await(Sh.PATIENCE).orElseThrow();
    }
}
