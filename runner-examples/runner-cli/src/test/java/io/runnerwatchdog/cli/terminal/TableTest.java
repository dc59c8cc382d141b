package io.runnerwatchdog.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final String LONG =
            "sh -c 'a command that is much longer than any terminal is wide, and says so at length'";

    private final StringWriter text = new StringWriter();

    private List<String> lines(Table table, PrintWriter out) {
        table.print(out);
        out.flush();
        return text.toString().lines().toList();
    }

    private static Table events() {
        Table table = new Table("time", "event", "host", "pid", "command")
                .whole("time")
                .expendable("host", "pid");
        table.row("2026-11-24T18:45:54.219Z", "idle-timeout", "build-host-17", "4711", LONG);
        table.row("2026-11-24T18:45:55.219Z", "exit", "build-host-17", "7", "make");
        return table;
    }

    @Test
    void nothingIsCutWhereNoTerminalIs() {
        assertThat(lines(events(), new PrintWriter(text)))
                .containsExactly(
                        "time                      event         host            pid  command",
                        "2026-11-24T18:45:54.219Z  idle-timeout  build-host-17  4711  " + LONG,
                        "2026-11-24T18:45:55.219Z  exit          build-host-17     7  make");
    }

    @Test
    void onATerminalTheLongestColumnGivesWay() {
        assertThat(lines(events(), Screens.plain(text, 80)))
                .containsExactly(
                        "time                      event         host            pid  command",
                        "2026-11-24T18:45:54.219Z  idle-timeout  build-host-17  4711  sh -c 'a command t…",
                        "2026-11-24T18:45:55.219Z  exit          build-host-17     7  make");
    }

    @Test
    void whereThatDoesNotDoWhatIsExpendableGoesFirst() {
        assertThat(lines(events(), Screens.plain(text, 50)))
                .containsExactly(
                        "time                      event      pid  command",
                        "2026-11-24T18:45:54.219Z  idle-ti…  4711  sh -c '…",
                        "2026-11-24T18:45:55.219Z  exit         7  make");
    }

    @Test
    void columnsOfNumbersStandToTheRight() {
        Table table = new Table("name", "ms", "share", "mixed");
        table.row("a", "12.5 ms", "100 %", "too few");
        table.row("bb", "1,000 ms", "-", "9");

        assertThat(lines(table, new PrintWriter(text)))
                .containsExactly(
                        "name        ms  share  mixed", //
                        "a      12.5 ms  100 %  too few",
                        "bb    1,000 ms      -  9");
    }

    @Test
    void wideCharactersAndMarksKeepTheColumnsInLine() {
        Table table = new Table("name", "x");
        table.row("日本語", "a");
        table.row("e\u0301te\u0301", "b");
        table.row("🚀", "c");

        assertThat(lines(table, new PrintWriter(text)))
                .containsExactly("name    x", "日本語  a", "e\u0301te\u0301     b", "🚀      c");
    }

    @Test
    void hostileCellsAreHarmless() {
        Table table = new Table("name");
        table.row("\u001b[2J\u202eevil\u2028\u0085\ud800x");

        assertThat(lines(table, new PrintWriter(text))).containsExactly("name", " [2J evil   x");
    }

    @Test
    void coloursAreForTerminalsOnlyAndHideNothing() {
        Table table = new Table("verdict").paint("verdict", cell -> cell.equals("MISS") ? Paint.BAD : Paint.GOOD);
        table.row("MISS");

        List<String> coloured = lines(table, Screens.terminal(text, 80, Map.of("TERM", "xterm")));
        assertThat(coloured.get(0)).isEqualTo("\u001b[1mverdict\u001b[0m");
        assertThat(coloured.get(1)).isEqualTo("\u001b[31m\u001b[1mMISS\u001b[0m");

        text.getBuffer().setLength(0);
        assertThat(lines(table, Screens.pipe(text, Map.of("TERM", "xterm")))).containsExactly("verdict", "MISS");
    }

    @Test
    void aRowOfAnotherLengthIsAMistake() {
        assertThatThrownBy(() -> new Table("a", "b").row("1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 2 cells, was 1");
    }

    @Property(tries = 300)
    void whateverStandsInItNoLineIsWiderThanTheTerminal(
            @ForAll @Size(min = 1, max = 5) List<@Size(3) List<String>> rows,
            @ForAll @IntRange(min = 40, max = 200) int width) {
        Table table = new Table("one", "two", "three");
        // Numbers are never cut, and a heading is none.
        rows.forEach(row -> table.row("a" + row.get(0), "b" + row.get(1), "c" + row.get(2)));
        StringWriter written = new StringWriter();
        table.print(Screens.plain(written, width));

        assertThat(written.toString().split("\n", -1))
                .hasSize(rows.size() + 2)
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(width));
    }
}
