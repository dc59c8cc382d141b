package io.runnerwatchdog.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color");

    private final StringWriter text = new StringWriter();

    @Test
    void columnsIsStrongerThanWhatTheTerminalSays() {
        assertThat(Screens.terminal(text, 132, Map.of()).width()).hasValue(132);
        assertThat(Screens.terminal(text, 132, Map.of("COLUMNS", "70")).width()).hasValue(70);
        assertThat(Screens.terminal(text, 132, Map.of("COLUMNS", "wide")).width())
                .hasValue(132);
        assertThat(Screens.terminal(text, 132, Map.of("COLUMNS", "0")).width()).hasValue(132);
        assertThat(Screens.terminal(text, 3, Map.of()).width()).hasValue(20);
        assertThat(Screens.pipe(text, Map.of("COLUMNS", "70")).width()).isEmpty();
    }

    @Test
    void coloursFollowTheUsualVariables() {
        assertThat(isColoured(true, "TERM", "xterm")).isTrue();
        assertThat(isColoured(true, "TERM", "dumb")).isFalse();
        assertThat(isColoured(true)).as("no TERM").isFalse();
        assertThat(isColoured(false, "TERM", "xterm")).isFalse();
        assertThat(isColoured(true, "TERM", "xterm", "NO_COLOR", "1")).isFalse();
        assertThat(isColoured(true, "TERM", "xterm", "NO_COLOR", "")).isTrue();
        assertThat(isColoured(true, "TERM", "xterm", "CLICOLOR", "0")).isFalse();
        assertThat(isColoured(false, "CLICOLOR_FORCE", "1")).isTrue();
        assertThat(isColoured(false, "CLICOLOR_FORCE", "0")).isFalse();
        assertThat(isColoured(false, "CLICOLOR_FORCE", "1", "NO_COLOR", "1")).isFalse();
    }

    private static boolean isColoured(boolean terminal, String... variables) {
        Map<String, String> environment = new java.util.HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return ColorChoice.AUTO.isColoured(terminal, environment);
    }

    @Test
    void whatIsAskedForIsStrongerThanTheVariables() {
        Screen pipe = Screens.pipe(text, Map.of("NO_COLOR", "1"));
        pipe.colours(ColorChoice.ALWAYS);
        assertThat(pipe.isColoured()).isTrue();

        Screen terminal = Screens.terminal(text, 80, XTERM);
        terminal.colours(ColorChoice.NEVER);
        assertThat(terminal.isColoured()).isFalse();
    }

    @Test
    void aLineIsCutOnATerminalOnly() {
        Screen.line(Screens.terminal(text, 20, XTERM), "0123456789\u001b0123456789");
        Screen.line(Screens.pipe(text, XTERM), "0123456789\u001b0123456789");
        Screen.line(new PrintWriter(text), "plain\u0007");

        assertThat(text.toString().lines()).containsExactly("0123456789 01234567…", "0123456789 0123456789", "plain ");
    }

    @Test
    void aTerminalThatHasNoEllipsisGetsDots() {
        Screen ascii = new Screen(text, true, true, StandardCharsets.US_ASCII, XTERM, () -> 20);
        Screen.line(ascii, "0123456789 0123456789");

        assertThat(text.toString().strip()).isEqualTo("0123456789 012345...");
    }
}
