package io.runnerwatchdog.cli.terminal;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Screens whose text can be looked at. */
final class Screens {
    private Screens() {}

    static Screen terminal(StringWriter text, int width, Map<String, String> environment) {
        return new Screen(text, true, true, StandardCharsets.UTF_8, environment, () -> width);
    }

    /** A terminal that shows no colours. */
    static Screen plain(StringWriter text, int width) {
        return terminal(text, width, Map.of("TERM", "xterm", "NO_COLOR", "1"));
    }

    static Screen pipe(StringWriter text, Map<String, String> environment) {
        return new Screen(text, true, false, StandardCharsets.UTF_8, environment, () -> {
            throw new AssertionError("a pipe has no width");
        });
    }
}
