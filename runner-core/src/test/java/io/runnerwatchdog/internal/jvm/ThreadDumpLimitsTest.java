package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dumps that are far too long, or made to cost time. */
class ThreadDumpLimitsTest {
    @Test
    @Timeout(20)
    void aDumpWithoutEndIsCut() {
        String header = "\"worker\" #9 prio=5 nid=12 runnable [0x00007f2bf5b5a000]\n";
        ThreadDump many = ThreadDumpParser.parse(header.repeat(ThreadDumpParser.MOST_THREADS + 1));
        assertThat(many.threads()).hasSize(ThreadDumpParser.MOST_THREADS);

        String held = "\t- locked <0x%x> (a java.lang.Object)\n";
        StringBuilder deep = new StringBuilder(header);
        for (int i = 0; i < 50_000; i++) {
            deep.append("\tat Main.main(Main.java)\n").append(held.formatted(i));
        }
        JavaThread thread = ThreadDumpParser.parse(deep.toString()).threads().get(0);
        assertThat(thread.frames()).hasSize(ThreadDumpParser.MOST_FRAMES);
        assertThat(thread.holds()).hasSize(ThreadDumpParser.MOST_HELD);

        String far = "\n".repeat(ThreadDumpParser.LONGEST) + header;
        assertThat(ThreadDumpParser.parse(far).threads()).isEmpty();
        String wide = "\"" + "x".repeat(2 * ThreadDumpParser.LONGEST) + header;
        assertThat(ThreadDumpParser.parse(wide).threads()).isEmpty();
    }

    /** Some seconds for four megabytes: the slowest machine that runs this needs less, quadratic time needs hours. */
    @Test
    void aLongTextTakesItsLengthOnly() {
        for (String line : List.of(
                "\"\" #1\n",
                "\"\":\n",
                "\t- locked <0x1> (a b)\n",
                "Found one Java-level deadlock:\n\"a\":\nwhich is held by \"b\"\n")) {
            String text = "\"x\" #1 nid=1\n" + line.repeat(ThreadDumpParser.LONGEST / line.length());

            assertThat(Duration.ofNanos(measured(text))).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static long measured(String text) {
        long start = System.nanoTime();
        ThreadDumpParser.parse(text);
        return System.nanoTime() - start;
    }
}
