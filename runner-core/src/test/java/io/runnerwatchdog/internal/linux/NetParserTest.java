package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.SocketFacts;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The socket tables, from real lines. */
class NetParserTest {
    private static final String TCP = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 101 1 00000000 100 0 0 10 0
               1: 0100007F:9C40 0100007F:1F90 01 00000000:0000000C 00:00000000 00000000  1000        0 102 1 00000000 20 4 30 10 -1
               2: 0100007F:9C42 0100007F:1F90 01 0027AC40:00000000 04:00000052 00000000  1000        0 103 2 00000000 20 4 30 10 -1
               3: 0200000A:9C44 0100000A:01BB 02 00000001:00000000 01:00000064 00000004  1000        0 104 2 00000000 100 0 0 10 0
               4: 0200000A:9C46 0100000A:01BB 06 00000000:00000000 03:00000F1A 00000000     0        0 0 3 00000000
            """;
    private static final String TCP6 = """
              sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: B80D0120000000000000000001000000:9C40 B80D0120000000000000000002000000:0016 08 00000000:00000000 00:00000000 00000000     0        0 201 1 00000000 20 4 30 10 -1
               1: 0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF00000100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 202 1 00000000 20 4 30 10 -1
            """;
    private static final String UDP = """
               sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
             4913: 00000000:0044 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 301 2 0000000000000000 0
             5213: 0200000A:C001 0101A8C0:0035 01 00000000:00000000 00:00000000 00000000     0        0 302 2 0000000000000000 0
            """;
    private static final String UNIX = """
            Num       RefCount Protocol Flags    Type St Inode Path
            000070a150b7: 00000003 00000000 00000000 0001 03  1527
            00006255922a: 00000002 00000000 00010000 0001 01 15261 /run/a socket  with blanks
            00006255922b: 00000002 00000000 00000000 0002 01 15262 @abstract
            """;

    @Example
    void connectionsAndTheirQueues() {
        Map<Long, SocketFacts> sockets = NetParser.inet("tcp", TCP);

        assertThat(sockets).containsOnlyKeys(101L, 102L, 103L, 104L);
        assertThat(sockets.get(101L)).isEqualTo(new SocketFacts("tcp", "127.0.0.1:8080", "", "LISTEN", 0, 0, 0));
        assertThat(sockets.get(102L).unreadBytes()).isEqualTo(12);
        assertThat(sockets.get(103L).unsentBytes()).isEqualTo(2_600_000);
        assertThat(sockets.get(104L))
                .isEqualTo(new SocketFacts("tcp", "10.0.0.2:40004", "10.0.0.1:443", "SYN_SENT", 1, 0, 4));
    }

    @Example
    void aSocketThatNobodyHasAnyMoreIsLeftOut() {
        assertThat(NetParser.inet("tcp", TCP)).doesNotContainKey(0L);
    }

    @Example
    void theLaterProtocolOfTheInternet() {
        Map<Long, SocketFacts> sockets = NetParser.inet("tcp", TCP6);

        assertThat(sockets.get(201L).describe()).isEqualTo("tcp [2001:db8:0:0:0:0:0:2]:22 CLOSE_WAIT");
        assertThat(sockets.get(202L).local())
                .as("as the other end shows it, or the two would not be known for a pair")
                .isEqualTo("127.0.0.1:8080");
    }

    @Example
    void datagramsHaveNoState() {
        Map<Long, SocketFacts> sockets = NetParser.inet("udp", UDP);

        assertThat(sockets.get(301L)).isEqualTo(new SocketFacts("udp", "0.0.0.0:68", "", "", 0, 0, 0));
        assertThat(sockets.get(302L).describe()).isEqualTo("udp 192.168.1.1:53");
    }

    @Example
    void socketsOfThisMachine() {
        Map<Long, SocketFacts> sockets = NetParser.unix(UNIX);

        assertThat(sockets.get(1527L)).isEqualTo(new SocketFacts("unix", "", "", "CONNECTED", 0, 0, 0));
        assertThat(sockets.get(15_261L).local()).isEqualTo("/run/a socket  with blanks");
        assertThat(sockets.get(15_261L).isListening()).isTrue();
        assertThat(sockets.get(15_262L).local()).isEqualTo("@abstract");
    }

    @Example
    void aLineThatIsCutIsNoSocket() {
        String header = "header\n";
        String line = TCP.lines().skip(2).findFirst().orElseThrow();

        for (int length = 0; length < line.indexOf(" 102 "); length++) {
            assertThat(NetParser.inet("tcp", header + line.substring(0, length)))
                    .isEmpty();
        }
    }

    @Property
    void anyAddressOfFourBytes(@ForAll @Size(4) byte[] address, @ForAll @IntRange(min = 1, max = 65_535) int port) {
        byte[] reversed = {address[3], address[2], address[1], address[0]};
        String hex = HexFormat.of().withUpperCase().formatHex(reversed);

        assertThat(NetParser.address(hex + String.format(":%04X", port)))
                .isEqualTo((address[0] & 0xFF) + "." + (address[1] & 0xFF) + "." + (address[2] & 0xFF) + "."
                        + (address[3] & 0xFF) + ":" + port);
    }

    @Example
    void anAddressOfAnOddLengthIsShownAsItIs() {
        assertThat(NetParser.address("ABC:0050")).isEqualTo("ABC:80");
        assertThat(NetParser.address("no colon")).isEmpty();
    }
}
