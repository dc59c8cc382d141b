package io.runnerwatchdog.classifiers.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.observe.WaitChain.Edge;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.spi.StallContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A stall made by hand is whole: its chain and its trees speak of the same processes. */
class StallBuilderTest {
    private static final Wait ON_CHILD = new Wait.OnChild("wait4", OptionalLong.empty());
    private static final Wait ON_PIPE = new Wait.OnPipe("read", 0, "pipe:[7]", false, List.of(), false);

    @Test
    void withoutProcessesNothingIsToBeSeen() {
        StallContext stall = StallBuilder.of("make", "all").build();

        assertThat(stall.command().argv()).containsExactly("make", "all");
        assertThat(stall.kind()).isEqualTo(StallKind.IDLE);
        assertThat(stall.silentFor()).isEqualTo(Duration.ofSeconds(12));
        assertThat(stall.now().processes()).isEmpty();
        assertThat(stall.earlier()).isEmpty();
        assertThat(stall.chain()).isEqualTo(WaitChain.EMPTY);
        assertThat(stall.output().text()).isEmpty();
    }

    @Test
    void processesStandInTheChainAndInTheTree() {
        StallContext stall = StallBuilder.of("make")
                .process("make", ON_CHILD, "make", "all")
                .process("tar", ON_PIPE)
                .process("curl", Waits.tcp("SYN_SENT"))
                .build();

        assertThat(stall.chain().links())
                .extracting(WaitChain.Link::name, WaitChain.Link::via)
                .containsExactly(tuple("make", Edge.FIRST), tuple("tar", Edge.CHILD), tuple("curl", Edge.PIPE));
        assertThat(stall.chain().links()).allSatisfy(link -> {
            ProcessFacts process = stall.now().find(link.process()).orElseThrow();
            assertThat(process.commandLine()).isEqualTo(link.commandLine());
            assertThat(process.thread(link.tid()).orElseThrow().waitsFor()).isEqualTo(link.waitsFor());
        });
        assertThat(stall.now().childrenOf(stall.now().root().orElseThrow().pid()))
                .extracting(ProcessFacts::name)
                .containsExactly("tar");
        assertThat(stall.now().root().orElseThrow().commandLine()).containsExactly("make", "all");
    }

    @Test
    void whatAProcessWaitsForSaysHowTheNextOneIsReached() {
        Wait lock = new Wait.OnFileLock("flock", "/x", List.of());
        Wait join = new Wait.OnFutex("futex", Wait.OnFutex.Kind.JOIN, false, Optional.empty());
        Wait terminal = new Wait.OnTerminalMaster("read", "/dev/pts/1", List.of());
        StallBuilder stall = StallBuilder.of("x");
        for (Wait wait :
                List.of(ON_CHILD, ON_PIPE, lock, join, terminal, Waits.tcp("ESTABLISHED"), new Wait.ForCpu())) {
            stall.process("x", wait);
        }

        assertThat(stall.process("x", new Wait.Ended()).build().chain().links())
                .extracting(WaitChain.Link::via)
                .containsExactly(
                        Edge.FIRST,
                        Edge.CHILD,
                        Edge.PIPE,
                        Edge.LOCK,
                        Edge.JOIN,
                        Edge.TERMINAL,
                        Edge.SOCKET,
                        Edge.PERHAPS);
    }

    @Test
    void whatIsUnmovedWasSeenEarlierAsItIsNow() {
        StallContext stall = StallBuilder.of("make")
                .unmovedFor(Duration.ofSeconds(3))
                .process("make", new Wait.ForCpu())
                .build();

        TreeSnapshot earlier = stall.earlier().orElseThrow();
        assertThat(earlier.processes()).isEqualTo(stall.now().processes());
        assertThat(Duration.ofNanos(stall.now().takenAtNanos() - earlier.takenAtNanos()))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(stall.now().root().orElseThrow().state()).isEqualTo(ProcessState.RUNNING);
    }

    @Test
    void treesAndChainsOfOnesOwnWin() {
        TreeSnapshot now = TreeSnapshot.empty(7);
        TreeSnapshot earlier = TreeSnapshot.empty(5);
        WaitChain chain = new WaitChain(List.of(), Optional.empty());
        StallContext stall = StallBuilder.of("make")
                .process("make", ON_CHILD)
                .unmovedFor(Duration.ofSeconds(3))
                .earlier(earlier)
                .now(now)
                .chain(chain)
                .build();

        assertThat(stall.now()).isEqualTo(now);
        assertThat(stall.earlier()).contains(earlier);
        assertThat(stall.chain()).isEqualTo(chain);
    }

    @Test
    void whatWasPrintedCountsInBytes() {
        assertThat(StallBuilder.of("make").stdout("ä\n").build().stdout().bytesSeen())
                .isEqualTo(3);
    }
}
