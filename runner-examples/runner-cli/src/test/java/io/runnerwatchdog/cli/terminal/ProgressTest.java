package io.runnerwatchdog.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String CLEAR = "\u001b[K";

    private final StringWriter text = new StringWriter();
    // Near the overflow: only differences count.
    private long now = Long.MAX_VALUE - 5;

    private Progress on(PrintWriter err) {
        return new Progress(err, "events read", () -> now);
    }

    private Progress onTerminal(int width) {
        return on(Screens.terminal(text, width, Map.of("TERM", "xterm")));
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    @Test
    void shortWorkIsNotTalkedAbout() {
        try (Progress progress = onTerminal(80)) {
            pass(999);
            progress.at(1, 2);
        }
        assertThat(text.toString()).isEmpty();
    }

    @Test
    void longWorkIsToldOfInOneLineThatGoesAway() {
        try (Progress progress = onTerminal(80)) {
            pass(1000);
            progress.at(1234, 5000);
            progress.at(5000);
            pass(100);
            progress.at(9999);
        }
        assertThat(text.toString())
                .isEqualTo(
                        "\revents read: 1,234 of 5,000 (24 %)" + CLEAR + "\revents read: 9,999" + CLEAR + "\r" + CLEAR);
    }

    @Test
    void itIsSaidTenTimesASecondAtMost() {
        try (Progress progress = onTerminal(80)) {
            pass(1000);
            for (int millis = 0; millis < 1000; millis++) {
                progress.at(millis, 1000);
                pass(1);
            }
        }
        assertThat(text.toString().split("events read", -1)).hasSize(11);
    }

    @Test
    void aLineThatStaysTakesItsPlace() {
        try (Progress progress = onTerminal(80)) {
            pass(1000);
            progress.at(1, 2);
            progress.say("one\u001b is done");
        }
        assertThat(text.toString()).endsWith(CLEAR + "\r" + CLEAR + "one  is done\n");
    }

    @Test
    void itNeverRunsOverTheEndOfTheLine() {
        try (Progress progress = onTerminal(20)) {
            pass(1000);
            progress.at(123_456_789);
        }
        assertThat(text.toString())
                .startsWith("\revents read: 12345".substring(0, 14))
                .contains("…" + CLEAR);
        assertThat(TextWidth.of(text.toString().substring(1, text.toString().indexOf('\u001b'))))
                .isEqualTo(19);
    }

    @Test
    void pipesAndDumbTerminalsGetOnlyWhatStays() {
        for (PrintWriter err : new PrintWriter[] {
            new PrintWriter(text),
            Screens.pipe(text, Map.of("TERM", "xterm", "CLICOLOR_FORCE", "1")),
            Screens.terminal(text, 80, Map.of("TERM", "dumb"))
        }) {
            try (Progress progress = on(err)) {
                pass(5000);
                progress.at(1, 2);
                progress.say("done");
            }
        }
        assertThat(text.toString()).isEqualTo("done\ndone\ndone\n");
    }

    @Test
    void nothingOfNothingIsNoError() {
        try (Progress progress = onTerminal(80)) {
            pass(1000);
            progress.at(0, 0);
        }
        assertThat(text.toString()).contains("0 of 1 (0 %)");
    }
}
