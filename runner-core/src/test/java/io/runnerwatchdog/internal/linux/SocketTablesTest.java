package io.runnerwatchdog.internal.linux;

import static io.runnerwatchdog.internal.linux.OneThread.NEIGHBOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.Party.Standing;
import io.runnerwatchdog.observe.Wait;
import org.junit.jupiter.api.Test;

/** Which of the kernel's tables of sockets are read for one. Numbers of x86-64. */
class SocketTablesTest {
    private static final long RECEIVE = 45;
    private static final String HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt\n";
    private static final String SERVER = "10.0.0.1:443";
    /** From 10.0.0.2:40000 to 10.0.0.1:443. */
    private static final String ABROAD = row("0200000A:9C40", "0100000A:01BB", 7);
    /** From 127.0.0.1:40000 to 127.0.0.1:8080. */
    private static final String HOME = row("0100007F:9C40", "0100007F:1F90", 7);

    private static final String MAPPED = "0000000000000000FFFF0000";

    @Test
    void aTableIsNotReadForASocketThatAnEarlierOneHas() {
        // No kernel shows one socket in two tables: who sees the second one's words has read it for nothing.
        Wait.OnSocket wait = onSocket(thread().file("net/tcp", HEAD + ABROAD)
                .file("net/tcp6", HEAD + ABROAD.replace("0100000A", "0900000A")));

        assertThat(wait.socket().remote()).isEqualTo(SERVER);
    }

    @Test
    void theSixthVersionIsSearchedForWhatTheFourthDoesNotHave() {
        Wait.OnSocket wait = onSocket(thread().file("net/tcp", HEAD)
                .file("net/tcp6", HEAD + row(MAPPED + "0200000A:9C40", MAPPED + "0100000A:01BB", 7)));

        assertThat(wait.socket().remote()).isEqualTo(SERVER);
        assertThat(wait.socket().protocol()).isEqualTo("tcp");
    }

    @Test
    void aPeerOnThisMachineMayBeInTheTableOfTheOtherVersion() {
        // A server in Java listens in the sixth version.
        Wait.OnSocket wait = onSocket(thread().file("net/tcp", HEAD + HOME)
                .file("net/tcp6", HEAD + row(MAPPED + "0100007F:1F90", MAPPED + "0100007F:9C40", 8))
                .beside(3, "socket:[8]"));

        assertThat(wait.peers()).containsExactly(new Party(NEIGHBOUR, "neighbour", Standing.OUTSIDE));
    }

    @Test
    void aPeerInTheSameTableIsFoundWhateverItsAddress() {
        Wait.OnSocket wait = onSocket(thread().file("net/tcp", HEAD + ABROAD + row("0100000A:01BB", "0200000A:9C40", 8))
                .beside(3, "socket:[8]"));

        assertThat(wait.peers()).containsExactly(new Party(NEIGHBOUR, "neighbour", Standing.OUTSIDE));
    }

    @Test
    void aPeerComesWithWhatItSaysOfItself() {
        String title = "postgres: me shop 127.0.0.1(40000) UPDATE waiting";
        Wait.OnSocket wait = onSocket(thread().file("net/tcp", HEAD + HOME + row("0100007F:1F90", "0100007F:9C40", 8))
                .beside(3, "socket:[8]")
                .any(NEIGHBOUR + "/cmdline", title));

        assertThat(wait.peers()).containsExactly(new Party(NEIGHBOUR, "neighbour", title, Standing.OUTSIDE));
    }

    @Test
    void aSocketThatNoTableHasIsOneStill() {
        assertThat(onSocket(thread()).socket().protocol()).isEqualTo("socket");
    }

    private static OneThread thread() {
        return new OneThread().in(RECEIVE, 3).fd(3, "socket:[7]");
    }

    private static Wait.OnSocket onSocket(OneThread thread) {
        return thread.waitsFor().as(Wait.OnSocket.class).orElseThrow();
    }

    private static String row(String local, String remote, long inode) {
        return "   0: " + local + " " + remote + " 01 00000000:00000000 00:00000000 00000000     0        0 " + inode
                + " 1 0000000000000000 20 4 30 10 -1\n";
    }
}
