package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** Texts that no JVM wrote, and dumps that were cut or shuffled. */
class AnyDumpPropertyTest {
    @Provide
    Arbitrary<String> recorded() {
        return Arbitraries.of(Dumps.ALL).map(Dumps::text);
    }

    /** What the parser looks for, in any order and with rubbish in between. */
    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "\n",
                                "\"",
                                "\":\n",
                                "\"a\" #1 [7] nid=0x",
                                "nid=",
                                " [",
                                "]",
                                "\t- ",
                                "\tat ",
                                "<0x",
                                "<",
                                ">",
                                "(a ",
                                ")",
                                "waiting to lock ",
                                "waiting on ",
                                "locked ",
                                "waiting to re-lock in wait() ",
                                "parking to wait for ",
                                "   java.lang.Thread.State: ",
                                "   Mounted virtual thread #",
                                "Found one Java-level deadlock:\n",
                                "  which is held by ",
                                "  waiting for ",
                                "0x",
                                "a ",
                                "Java stack information for the threads listed above:\n"),
                        Arbitraries.strings().ofMaxLength(5))
                .list()
                .ofMaxSize(120)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 1000)
    void anyTextGivesSomeDump(@ForAll String text) {
        isInBounds(ThreadDumpParser.parse(text));
    }

    @Property(tries = 2000)
    void anyMixtureOfItsOwnWordsGivesSomeDump(@ForAll("pieces") String text) {
        isInBounds(ThreadDumpParser.parse(text));
    }

    @Property(tries = 1000)
    void aDumpThatIsCutGivesTheThreadsBeforeTheCut(
            @ForAll("recorded") String text, @ForAll @DoubleRange(max = 1) double where) {
        ThreadDump whole = ThreadDumpParser.parse(text);
        ThreadDump cut = ThreadDumpParser.parse(text.substring(0, (int) (where * text.length())));

        isInBounds(cut);
        int full = Math.max(0, cut.threads().size() - 1);
        assertThat(cut.threads().subList(0, full)).isEqualTo(whole.threads().subList(0, full));
        assertThat(cut.deadlocks().size()).isLessThanOrEqualTo(whole.deadlocks().size());
    }

    @Property(tries = 300)
    void aDumpWithoutSomeOfItsLinesGivesSomeDump(@ForAll("recorded") String text, @ForAll Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n")));
        lines.removeIf(line -> random.nextInt(4) == 0);

        isInBounds(ThreadDumpParser.parse(String.join("\n", lines)));
    }

    @Property(tries = 300)
    void aThreadMayHaveAnyName(@ForAll String name) {
        String line = name.replace("\n", " ");
        ThreadDump dump = ThreadDumpParser.parse("\"" + line + "\" #12 [4711] prio=5 nid=4711 runnable [0x0]\n");

        assertThat(dump.threads()).singleElement().satisfies(thread -> {
            assertThat(line).startsWith(thread.name());
            assertThat(thread.tid()).hasValue(4711);
        });
    }

    private static void isInBounds(ThreadDump dump) {
        assertThat(dump.threads()).hasSizeLessThanOrEqualTo(ThreadDumpParser.MOST_THREADS);
        for (JavaThread thread : dump.threads()) {
            assertThat(thread.frames()).hasSizeLessThanOrEqualTo(ThreadDumpParser.MOST_FRAMES);
            assertThat(thread.holds()).hasSizeLessThanOrEqualTo(ThreadDumpParser.MOST_HELD);
            thread.waitsFor().ifPresent(dump::ownerOf);
        }
    }
}
