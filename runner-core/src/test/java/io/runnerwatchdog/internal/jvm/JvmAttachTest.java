package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs that behave as no real one can be made to. */
@Tag("process")
@ExtendWith(NoResidue.class)
class JvmAttachTest extends FakeJvmCase {
    @Test
    void itIsSignalledOnceAndAskedTwice() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        jvm = new FakeJvm(directory, caller -> {
            requests.add(FakeJvm.readRequest(caller));
            caller.write(ByteBuffer.wrap("0\ndump\n".getBytes()));
        });
        JvmAttach attach = jvm.attach();

        assertThat(attach.looksLikeJvm(FakeJvm.PID)).isTrue();
        assertThat(attach.threadDump(FakeJvm.PID, Sh.PATIENCE)).contains("dump\n");
        assertThat(attach.threadDump(FakeJvm.PID, Sh.PATIENCE)).contains("dump\n");

        assertThat(jvm.signals).hasValue(1);
        assertThat(requests).containsOnly("1\0threaddump\0\0\0\0");
    }

    @Test
    void oneThatNeverAnswersIsLeftAlone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        jvm = new FakeJvm(directory, caller -> {
            FakeJvm.readRequest(caller);
            caller.read(ByteBuffer.allocate(1));
            gone.countDown();
        });

        nothingInTime(jvm.attach());
        gone.await();
    }

    @Test
    void oneThatTricklesIsLeftAlone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        jvm = new FakeJvm(directory, caller -> {
            try {
                while (true) {
                    caller.write(ByteBuffer.wrap("0\n".getBytes()));
                    Thread.sleep(5);
                }
            } finally {
                gone.countDown();
            }
        });

        nothingInTime(jvm.attach());
        gone.await();
    }

    @Test
    void oneWithoutEndIsCut() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        jvm = new FakeJvm(directory, caller -> {
            try {
                caller.write(ByteBuffer.wrap("0\n".getBytes()));
                ByteBuffer much = ByteBuffer.wrap("x".repeat(1 << 16).getBytes());
                while (true) {
                    caller.write(much.rewind());
                }
            } finally {
                gone.countDown();
            }
        });

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE))
                .hasValueSatisfying(dump -> assertThat(dump).hasSize(ThreadDumpParser.LONGEST - 2));
        gone.await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101\nno such operation\n", "1\n"})
    void anAnswerThatIsNoneIsNone(String answer) throws Exception {
        jvm = new FakeJvm(directory, FakeJvm.answering(answer));

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();
        assertThat(jvm.signals).hasValue(1);
    }

    @Test
    void oneThatTakesNoCallIsNotWaitedForWithoutEnd() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        jvm.listenOnly(1);
        JvmAttach attach = jvm.attach();

        assertThatThrownBy(() -> {
                    // They are queued until the queue is full.
                    for (int i = 0; i < 10; i++) {
                        call().close();
                    }
                })
                .isInstanceOf(SocketException.class);
        nothingInTime(attach);
        assertThat(jvm.signals).as("it listens already").hasValue(0);
    }

    @Test
    void oneThatIgnoresTheSignalIsNotWaitedForWithoutEnd() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        JvmAttach attach = new JvmAttach(jvm.proc(), pid -> jvm.signals.incrementAndGet(), System::nanoTime);

        nothingInTime(attach);
        assertThat(jvm.signals).hasValue(1);
    }

    @Test
    void whateverFailsIsNoDump() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        JvmAttach attach = new JvmAttach(
                jvm.proc(),
                pid -> {
                    throw new IllegalStateException("broken");
                },
                System::nanoTime);

        assertThat(attach.threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();
    }

    @Test
    void whoIsInterruptedGetsNothingAtOnceAndStaysInterrupted() throws Exception {
        jvm = new FakeJvm(directory, caller -> caller.read(ByteBuffer.allocate(1000)));
        jvm.open(1);
        Thread.currentThread().interrupt();

        Optional<String> dump = jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(dump).isEmpty();
    }

    @Test
    void oneThatDiesMeanwhileIsNotWaitedFor() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        JvmAttach attach = new JvmAttach(
                jvm.proc(),
                pid -> {
                    try {
                        jvm.delete("stat");
                    } catch (IOException broken) {
                        throw new AssertionError(broken);
                    }
                },
                System::nanoTime);

        long start = System.nanoTime();
        assertThat(attach.threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Sh.PATIENCE.dividedBy(2));
    }

    private SocketChannel call() throws IOException {
        SocketChannel caller = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            caller.configureBlocking(false);
            caller.connect(UnixDomainSocketAddress.of(jvm.socket()));
            return caller;
        } catch (IOException full) {
            caller.close();
            throw full;
        }
    }
}
