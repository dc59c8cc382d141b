package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No text at all makes a parser throw: not any characters, and not the kernel's own words cut and put together wrongly. */
class AnyTextPropertyTest {
    private static final List<String> WORDS = List.of(
            "se.exec_start",
            "policy",
            "prio",
            ":",
            " : ",
            "\t",
            "\n",
            " ",
            " - ",
            "-",
            "-> ",
            "->",
            "/",
            "0",
            "1",
            "-1",
            "0x",
            "0xffffffffffffffff",
            "18446744073709551615",
            "99999999999999999999",
            "9223372036854775807.999999",
            "15775958.984442",
            "flags:\t",
            "flags:\t777777777777",
            "ino:\t",
            "Pid:\t",
            "mnt_id:\t",
            "tty-index:\t",
            "tfd: 3 events: 19",
            "tfd: 9999999999 events: ffffffff",
            "1: FLOCK  ADVISORY  WRITE 7 fe:00:5 0 EOF",
            "1: -> POSIX ADVISORY READ -1 :: 0 9",
            "22 27 0:21 / /proc rw - proc proc rw",
            "some avg10=",
            "avg10=1.00",
            "Tcp: ",
            "AttemptFails",
            "rchar: ",
            "wchar: ",
            "syscr: ",
            "syscw: ",
            "running",
            "0 0x1 0x2 0x3 0x4 0x5 0x6",
            "0100007F:1F90",
            "0000000000000000FFFF00000100007F:1F90",
            "00000000:0000000C",
            "00010000",
            "03",
            "é",
            "\0");

    @Property(tries = 500)
    void anyCharacters(@ForAll String text) {
        assertParsed(text);
    }

    @Property(tries = 1_000)
    void theKernelsOwnWordsInAnyOrder(@ForAll("jumbles") String text) {
        assertParsed(text);
    }

    @Provide
    Arbitrary<String> jumbles() {
        return Combinators.combine(Arbitraries.of(WORDS).list().ofMaxSize(24), Arbitraries.of("", " ", "\n"))
                .as((words, between) -> String.join(between, words));
    }

    private static void assertParsed(String text) {
        assertThat(SchedParser.parse(text).nice()).isBetween(-20, 19);
        assertThat(ThreadReader.schedstat(text)).hasSize(3);
        if (text.lines().noneMatch(line -> line.matches(".* - +"))) {
            MountsParser.of(MountsParser.parse(text), "/any/path");
            MountsParser.of(MountsParser.parse(text), "");
        }
        assertThat(CountersParser.pressure(text)).isBetween(0.0, 999.99);
        CountersParser.io(text);
        CountersParser.named(text, "rchar:");
        CountersParser.failedConnections(text);
        LocksParser.parse(text).forEach(lock -> lock.isOn(5, "254:0"));
        LocksParser.waitedFor(LocksParser.parse(text), 7);
        LocksParser.holder(LocksParser.parse(text), 7, OptionalLong.of(5));
        assertDescriptor(text);
        SyscallParser.parse(text);
        StatParser.parse(text);
        LimitsParser.softLimit(text, "Max file locks");
        for (String protocol : List.of("tcp", "udp")) {
            NetParser.inet(protocol, "header\n" + text);
        }
        NetParser.unix("header\n" + text);
        NetParser.address(text);
        Numbers.parse(text);
        Numbers.parseHex(text);
        Descriptors.inode(text);
        assertThat(WaitChannels.meaning(text, true)).isNotNull();
        assertThat(WaitChannels.meaning(text, false).describe()).isNotEmpty();
    }

    private static void assertDescriptor(String text) {
        FdInfoParser.reads(text);
        FdInfoParser.writes(text);
        FdInfoParser.inode(text);
        FdInfoParser.mount(text);
        FdInfoParser.terminal(text);
        FdInfoParser.process(text);
        assertThat(FdInfoParser.watched(text)).allMatch(watched -> watched.fd() >= 0);
    }
}
