package io.runnerwatchdog.generator;

import java.util.List;
import java.util.SplittableRandom;

/** What is wrong with single lines. It has chance of its own, so that the events are the same with it and without it. */
final class LineDamage {
    /** Whoever shows one of them must make it harmless: in a page, a terminal, a table, a spreadsheet, a query. */
    private static final List<String> HOSTILE = List.of(
            "<script>alert('x')</script>",
            "'); DROP TABLE events; --",
            "\u001b]0;owned\u0007\u001b[2J",
            "\u202Egnp.exe",
            "line\nbreak\r\n\u0000end",
            "| a | b |\n|---|---|",
            "=HYPERLINK(\"http://10.0.0.1/\")",
            "`$(id)`\\u0022",
            "\uD83E\uDD86".repeat(64),
            "\u00E4".repeat(256));

    private final double share;
    private final SplittableRandom random;

    LineDamage(double share, SplittableRandom random) {
        this.share = share;
        this.random = random;
    }

    private boolean happens() {
        return share > 0 && random.nextDouble() < share;
    }

    /** The step, under a hostile name now and then. */
    Step named(Step step) {
        if (!happens()) {
            return step;
        }
        String name = Chance.pick(random, HOSTILE);
        return switch (random.nextInt(3)) {
            case 0 -> step.named(name, step.environment(), step.command());
            case 1 -> step.named(step.typeName(), name, step.command());
            default -> step.named(step.typeName(), step.environment(), step.command() + " " + name);
        };
    }

    boolean addsFields() {
        return happens();
    }

    boolean tears() {
        return happens();
    }

    /** How many bytes of a line are left that has so many with its end: never so many that it is whole. */
    int cut(int length) {
        return 1 + random.nextInt(length - 2);
    }

    SplittableRandom random() {
        return random;
    }
}
