package io.runnerwatchdog.internal.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A value that is made on a thread of its own. */
class BesideTest {
    private final ThreadMaker threads = new ThreadMaker();

    @AfterEach
    void nothingIsLeft() {
        threads.awaitEnd(Long.MAX_VALUE / 2);
    }

    @Test
    void itIsMadeElsewhereAndOnce() {
        Beside<Thread> made = begin(Thread::currentThread);

        assertThat(made.get()).isNotSameAs(Thread.currentThread()).isSameAs(made.get());
    }

    @Test
    void whatIsThrownIsThrownToWhoeverAsks() {
        IllegalStateException unchecked = new IllegalStateException("on purpose");
        LinkageError error = new LinkageError("on purpose");
        IOException checked = new IOException("on purpose");

        assertThatThrownBy(begin(() -> refuse(unchecked))::get).isSameAs(unchecked);
        assertThatThrownBy(begin(() -> refuse(error))::get).isSameAs(error);
        assertThatThrownBy(begin(() -> refuse(checked))::get)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isSameAs(checked);
    }

    @Test
    void anInterruptIsKeptForTheCaller() {
        CountDownLatch release = new CountDownLatch(1);
        Beside<String> made = begin(() -> {
            release.await();
            return "made";
        });
        Thread.currentThread().interrupt();
        threads.start("releasing", release::countDown);

        assertThat(made.get()).isEqualTo("made");
        assertThat(Thread.interrupted()).isTrue();
    }

    private <T> Beside<T> begin(Callable<T> work) {
        return Beside.begin(threads, "beside", work);
    }

    private static Object refuse(Throwable why) throws Exception {
        if (why instanceof Error error) {
            throw error;
        }
        throw (Exception) why;
    }
}
