package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.observe.WaitChain.Edge;
import io.runnerwatchdog.observe.WaitChain.Link;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainLinkTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sh[12] waits for git[13]                              | sh waits for git
            java[5] thread 77 waits for a lock, held by thread 78 of java[5] | java thread # waits for a lock, held by thread # of java
            ssh[14] connect tcp 10.0.0.1:22 SYN_SENT, 4 retransmits for 12 s | ssh connect tcp 10.0.0.1:22 SYN_SENT, # retransmits for # s
            nginx[9] recv on tcp 10.0.0.7:51234 ESTABLISHED       | nginx recv on tcp 10.0.0.7:# ESTABLISHED
            x[9] recv on tcp [::1]:8080                           | x recv on tcp [::1]:8080
            x[9] has waited 3 s: flock of /var/lock/app.lock, held by y[4] outside the tree | x has waited # s: flock of /var/lock/app.lock, held by y outside the tree
            cat[8] read /proc/4711/fd/3                           | cat read /proc/#/fd/#
            bash[8] read from terminal /dev/pts/4                 | bash read from terminal /dev/pts/#
            sh[1] reads a pipe of tee[2], cat[3] (fd 5)           | sh reads a pipe of tee, cat (fd #)
            tar[1] read /srv/2026/11/24/backup-3.tar.gz           | tar read /srv/2026/11/24/backup-3.tar.gz
            tar[1] read /srv/a[1].txt                             | tar read /srv/a[1].txt
            x[1] waits to be signalled (futex 0x7f00ab12)         | x waits to be signalled (futex #)
            rm[1] unlink /layers/0123456789abcdef0123/diff        | rm unlink /layers/#/diff
            sh[1] waits for child 99                              | sh waits for child #
            cc1[1] open /src/deadbeef/file                        | cc1 open /src/deadbeef/file
            … 12 more                                             | … # more
            x[3] sleeps 0.25 s                                    | x sleeps # s
            '' | ''
            """)
    void onlyWhatDiffersEachTimeIsLost(String link, String expected) {
        assertThat(ChainLink.withoutNumbers(link)).isEqualTo(expected);
    }

    @Property
    void numbersOfProcessesAndThreadsNeverMatter(
            @ForAll("pids") long one,
            @ForAll("pids") long other,
            @ForAll @LongRange(min = 2, max = 100_000) long seconds) {
        assertThat(fingerprint(one, seconds)).isEqualTo(fingerprint(other, 2));
    }

    @Provide
    Arbitrary<Long> pids() {
        return Arbitraries.longs().between(1, 4_194_304);
    }

    /** All forms in which a number of a process or thread occurs. */
    private static List<String> fingerprint(long pid, long seconds) {
        Party party = new Party(pid + 3, "holder", Party.Standing.OUTSIDE);
        List<Link> links = List.of(
                link(pid, pid, new Wait.OnChild("wait4", OptionalLong.of(pid + 1)), Edge.FIRST, seconds),
                link(pid + 1, pid + 9, new Wait.OnChild("wait4", OptionalLong.empty()), Edge.CHILD, seconds),
                link(
                        pid + 2,
                        pid + 2,
                        new Wait.OnPipe("read", 3, "pipe:[" + pid + "]", false, List.of(party), false),
                        Edge.JOIN,
                        seconds),
                link(pid + 2, pid + 2, new Wait.OnFileLock("flock", "/lock", List.of(party)), Edge.LOCK, seconds));
        return new WaitChain(links)
                .describe().stream().map(ChainLink::withoutNumbers).toList();
    }

    private static Link link(long pid, long tid, Wait wait, Edge via, long seconds) {
        return new Link(
                new ProcessIdentity(pid, 1),
                "make",
                List.of(),
                tid,
                wait,
                via,
                Optional.of(Duration.ofSeconds(seconds)));
    }

    @Property
    void anyTextIsTakenAndShort(@ForAll String text) {
        assertThat(ChainLink.withoutNumbers(text)
                        .codePointCount(0, ChainLink.withoutNumbers(text).length()))
                .isLessThanOrEqualTo(300);
    }

    @Property
    void whatHasNoNumbersStaysAsItIs(@ForAll @CharRange(from = 'g', to = 'z') String text) {
        assertThat(ChainLink.withoutNumbers(text)).isEqualTo(Names.cut(text, 300));
    }
}
