package io.runnerwatchdog.generator;

import java.util.List;
import java.util.SplittableRandom;

/** What a step had printed last: no more than lines keep of it. */
final class Tails {
    private static final List<String> OUT = List.of(
            "Downloading from central: maven-metadata.xml \u2026\n".repeat(8),
            "[INFO] Building service 1.4.2\n[INFO] --- compile ---\n",
            "npm http fetch GET 200 /left-pad 12ms\n".repeat(6),
            "\u001b[32mok\u001b[0m 114 tests\n",
            "Step 7/19 : RUN make all\n ---> Running in 5f2c9a1b\n",
            "");

    private static final List<String> ERR = List.of(
            "warning: \"slow\" peer\n".repeat(3),
            "npm WARN deprecated request@2.88.2\n",
            "fatal: C:\\build\\x: no such path\n",
            "",
            "",
            "");

    private Tails() {}

    static String out(SplittableRandom random) {
        return Chance.pick(random, OUT);
    }

    static String err(SplittableRandom random) {
        return Chance.pick(random, ERR);
    }
}
