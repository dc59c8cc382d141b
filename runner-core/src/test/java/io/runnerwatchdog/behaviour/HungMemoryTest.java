package io.runnerwatchdog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.fixture.HungPlace;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Words of a process' memory that come from a file that does not answer: to read them is to touch the file. */
@Tag("process")
@ExtendWith(NoResidue.class)
class HungMemoryTest {
    /** Opens a file whose name stands in a mapped page that never comes; or polls descriptors that do. */
    private static final String HANGING = """
            import ctypes, mmap, os, sys
            libc = ctypes.CDLL(None)
            libc.mmap.restype = ctypes.c_void_p
            libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]
            kept = os.open(os.path.join(sys.argv[2], "cached"), os.O_RDONLY)
            page = libc.mmap(None, 4096, 1, 1, kept, 0)
            print("hangs", flush=True)
            if sys.argv[1] == "open":
                libc.open(ctypes.c_void_p(page), 0)
            libc.poll(ctypes.c_void_p(page), 1, -1)
            """;

    private final Watchdog watchdog = Watchdog.builder()
            .idleTimeout(Duration.ofMillis(1500))
            .stopPolicy(StopPolicy.graceful(Duration.ofMillis(300)))
            .build();
    private HungPlace place;

    @AfterEach
    void letGo() throws Exception {
        place.close();
        watchdog.close();
    }

    @Test
    void aPathInAPageThatNeverComesHoldsUpNobody() throws Exception {
        assertEnds("open");
    }

    @Test
    void polledDescriptorsInAPageThatNeverComesHoldUpNobody() throws Exception {
        assertEnds("poll");
    }

    private void assertEnds(String how) throws Exception {
        place = HungPlace.make();
        CountDownLatch hangs = new CountDownLatch(1);
        Run run = watchdog.start(Command.of(
                        "python3", "-I", "-c", HANGING, how, place.directory().toString())
                .onStdoutLine(line -> hangs.countDown()));
        assertThat(hangs.await(Sh.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        place.awaitReads(1);
        place.fallSilent();

        assertThat(run.await(Duration.ofSeconds(12)))
                .as("it is stopped, whatever its memory is made of")
                .isPresent();
    }
}
