package io.runnerwatchdog.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.linux.SchedParser.Sched;
import java.util.OptionalLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What the scheduler says of a thread: {@code sched} and {@code schedstat}. */
class SchedulerParsersTest {
    /** As Linux 6.18 prints it; the lines in between left out. */
    private static final String REAL = """
            cat (20214, #threads: 1)
            -------------------------------------------------------------------
            se.exec_start                                :      15775958.984442
            se.vruntime                                  :          3996.682211
            se.sum_exec_runtime                          :             0.119770
            nr_switches                                  :                    1
            se.avg.last_update_time                      :       15775958983680
            policy                                       :                    0
            prio                                         :                  120
            clock-delta                                  :                   60
            current_node=0, numa_group_id=0
            """;

    @Example
    void lastRunClassAndNiceness() {
        assertThat(SchedParser.parse(REAL)).isEqualTo(new Sched(OptionalLong.of(15_775_958_984_442L), "normal", 0));
    }

    @Example
    void nothingIsKnownOfAnEmptyText() {
        assertThat(SchedParser.parse("")).isEqualTo(new Sched(OptionalLong.empty(), "normal", 0));
    }

    @Property
    void theNicenessIsThePriorityLess120(@ForAll @IntRange(min = -20, max = 19) int nice) {
        assertThat(SchedParser.parse("prio : " + (120 + nice) + "\n").nice()).isEqualTo(nice);
    }

    @Example
    void aRealTimePriorityIsNoNiceness() {
        Sched fifo = SchedParser.parse("policy : 1\nprio : 49\n");

        assertThat(fifo.policy()).isEqualTo("fifo");
        assertThat(fifo.nice()).isZero();
    }

    @Example
    void eachSchedulingClassHasAName() {
        assertThat(SchedParser.parse("policy : 2").policy()).isEqualTo("rr");
        assertThat(SchedParser.parse("policy : 3").policy()).isEqualTo("batch");
        assertThat(SchedParser.parse("policy : 5").policy()).isEqualTo("idle");
        assertThat(SchedParser.parse("policy : 6").policy()).isEqualTo("deadline");
        assertThat(SchedParser.parse("policy : 99").policy()).isEqualTo("normal");
    }

    @Property
    void anyTimeIsReadToTheNanosecond(@ForAll @LongRange(min = 1, max = Long.MAX_VALUE / 1_000_001) long nanos) {
        String printed = nanos / 1_000_000 + "." + String.format("%06d", nanos % 1_000_000);

        assertThat(SchedParser.parse("se.exec_start : " + printed).lastRan()).hasValue(nanos);
    }

    @Example
    void aTimeOfAnotherFormIsNoTime() {
        for (String other :
                new String[] {"", "12", "1.5", "-1.000000", "1.-00005", "9223372036854775807.000000", "x.000000"}) {
            assertThat(SchedParser.parse("se.exec_start : " + other).lastRan())
                    .as(other)
                    .isEmpty();
        }
    }

    /** Else a thread that was moved to another processor has waited since the machine was started. */
    @Example
    void theTimeThatTheKernelHasForgottenIsNotTheBeginning() {
        assertThat(SchedParser.parse("se.exec_start : 0.000000").lastRan()).isEmpty();
    }

    @Example
    void aThreadsNameCannotPretendToBeAFigure() {
        // The name stands in the first line as it is, line ends and all; the kernel's own lines come later.
        String hostile = "x\nprio : 139\npolicy : 5\nse.exec_start : 1.000000\n" + REAL;

        assertThat(SchedParser.parse(hostile)).isEqualTo(SchedParser.parse(REAL));
    }

    @Example
    void threeFiguresOfTheStatistics() {
        assertThat(ThreadReader.schedstat("119770 4225 7\n")).containsExactly(119_770, 4225, 7);
        assertThat(ThreadReader.schedstat("119770 x\n")).containsExactly(119_770, 0, 0);
        assertThat(ThreadReader.schedstat("")).containsExactly(0, 0, 0);
    }
}
