package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.IoFacts;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The small files of counters. */
class CountersParserTest {
    private static final String IO =
            "rchar: 6976\nwchar: 12\nsyscr: 10\nsyscw: 3\nread_bytes: 1\nwrite_bytes: 2\ncancelled_write_bytes: 0\n";

    @Example
    void bytesAndCalls() {
        assertThat(CountersParser.io(IO)).contains(new IoFacts(6976, 12, 10, 3));
        assertThat(CountersParser.io(IO).orElseThrow().bytes()).isEqualTo(6988);
        assertThat(CountersParser.io(IO).orElseThrow().calls()).isEqualTo(13);
    }

    @Example
    void aMissingFigureIsNoFacts() {
        for (String name : new String[] {"rchar", "wchar", "syscr", "syscw"}) {
            assertThat(CountersParser.io(IO.replace(name + ":", "other:")))
                    .as(name)
                    .isEmpty();
        }
        assertThat(CountersParser.io("")).isEmpty();
    }

    @Example
    void quotasOfBothVersionsOfControlGroups() {
        String first = "nr_periods 10\nnr_throttled 4\nthrottled_time 99\n";
        String second = "usage_usec 5\nnr_periods 10\nnr_throttled 7\nthrottled_usec 8\n";

        assertThat(CountersParser.named(first, "nr_throttled")).hasValue(4);
        assertThat(CountersParser.named(second, "nr_throttled")).hasValue(7);
        assertThat(CountersParser.named(first, "nr_throttle"))
                .as("a name is matched whole")
                .isEmpty();
        assertThat(CountersParser.named(first, "throttled")).isEmpty();
        assertThat(CountersParser.named("nr_throttled many\n", "nr_throttled")).isEmpty();
    }

    @Example
    void theShareOfTheLastTenSeconds() {
        assertThat(CountersParser.pressure("some avg10=21.82 avg60=37.92 avg300=26.87 total=1797042502\n"
                        + "full avg10=99.00 avg60=0.00 avg300=0.00 total=0\n"))
                .isEqualTo(21.82);
        assertThat(CountersParser.pressure("some avg10=100.00 avg60=0.00")).isEqualTo(100);
        assertThat(CountersParser.pressure("full avg10=99.00")).isZero();
        assertThat(CountersParser.pressure("some avg10=NaN avg60=1.00")).isZero();
        assertThat(CountersParser.pressure("some avg10=-1.00 avg60=1.00")).isZero();
        assertThat(CountersParser.pressure("some avg10=")).isZero();
    }

    @Property
    void anyShareIsRead(@ForAll @IntRange(max = 100) int whole, @ForAll @IntRange(max = 99) int hundredths) {
        String text = String.format("some avg10=%d.%02d avg60=0.00", whole, hundredths);

        assertThat(CountersParser.pressure(text))
                .isEqualTo(Double.parseDouble(whole + String.format(".%02d", hundredths)));
    }

    @Example
    void connectionsThatFailed() {
        String snmp = "Ip: Forwarding DefaultTTL\nIp: 1 64\n"
                + "Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets\n"
                + "Tcp: 1 200 120000 -1 617 420 140 150\nUdp: InDatagrams\nUdp: 5\n";

        assertThat(CountersParser.failedConnections(snmp)).hasValue(140);
        assertThat(CountersParser.failedConnections(snmp.replace("AttemptFails", "Other")))
                .isEmpty();
        assertThat(CountersParser.failedConnections("Tcp: AttemptFails\n"))
                .as("names without figures")
                .isEmpty();
        assertThat(CountersParser.failedConnections("")).isEmpty();
    }
}
