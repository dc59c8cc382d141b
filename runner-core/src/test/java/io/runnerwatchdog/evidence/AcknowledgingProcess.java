package io.runnerwatchdog.evidence;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A program that appends numbered lines to a log that rotates early, and notes each number in a file of its own once the
 * log has taken it: directory, name, count. Begins when its standard input says so.
 */
final class AcknowledgingProcess {
    static final long FILE_SIZE = 1 << 20;

    private AcknowledgingProcess() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        String name = arguments[1];
        int count = Integer.parseInt(arguments[2]);
        EvidenceOptions options = EvidenceOptions.USUAL.rotatedBy(Rotation.USUAL.filesOf(FILE_SIZE));
        try (EvidenceLog log = EvidenceLog.in(directory, options);
                OutputStream taken = new FileOutputStream(
                        directory.resolveSibling(name + ".taken").toFile())) {
            System.out.write('r');
            System.out.flush();
            System.in.read();
            for (int i = 0; i < count; i++) {
                log.onEvent(Events.exited(Events.run(name + "-" + i + " " + "x".repeat(i % 1500)), 0));
                taken.write((name + "-" + i + "\n").getBytes());
            }
        }
    }
}
