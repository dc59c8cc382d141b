package io.runnerwatchdog.cli.terminal;

import picocli.CommandLine.Help.Ansi.Style;

/** What a colour stands for. */
public enum Paint {
    PLAIN,
    HEADING(Style.bold),
    GOOD(Style.fg_green),
    DOUBTFUL(Style.fg_yellow),
    BAD(Style.fg_red, Style.bold);

    private final Style[] styles;

    Paint(Style... styles) {
        this.styles = styles;
    }

    String on(String text) {
        return styles.length == 0 ? text : Style.on(styles) + text + Style.reset.on();
    }
}
