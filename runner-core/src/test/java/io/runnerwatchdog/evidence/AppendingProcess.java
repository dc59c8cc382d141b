package io.runnerwatchdog.evidence;

import java.io.IOException;
import java.nio.file.Path;

/** A program that appends numbered lines: directory, name, count. Begins when its standard input says so. */
final class AppendingProcess {
    private AppendingProcess() {}

    public static void main(String[] arguments) throws IOException {
        String name = arguments[1];
        int count = Integer.parseInt(arguments[2]);
        try (EvidenceLog log = EvidenceLog.in(Path.of(arguments[0]))) {
            System.out.write('r');
            System.out.flush();
            System.in.read();
            for (int i = 0; i < count; i++) {
                log.onEvent(Events.exited(Events.run(name + "-" + i + " " + "x".repeat(i % 4000)), 0));
            }
        }
    }
}
