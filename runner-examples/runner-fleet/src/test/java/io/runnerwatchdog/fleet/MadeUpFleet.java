package io.runnerwatchdog.fleet;

import io.runnerwatchdog.generator.FleetPlan;
import io.runnerwatchdog.generator.GeneratedFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fleet with what goes wrong on the way to shared storage. The generator makes torn lines, unknown fields, hostile names,
 * copies and files that came late; what it does not make is added.
 */
final class MadeUpFleet {
    private MadeUpFleet() {}

    static GeneratedFleet below(Path root, long events) throws IOException {
        GeneratedFleet fleet =
                GeneratedFleet.write(root, FleetPlan.usual().events(events).damage(0.005));
        List<Path> files = filesBelow(root);
        Path packed = first(files, ".gz");
        Path plain = first(files, ".jsonl");
        cutOff(packed, packed.resolveSibling("again-" + packed.getFileName()));
        copyWithoutHost(plain, root.resolve("somewhere"));
        Files.writeString(plain.resolveSibling("evidence_manifest.json"), "{\"files\":[]}\n");
        Files.writeString(plain.resolveSibling("._" + plain.getFileName()), "not evidence\n");
        return fleet;
    }

    static List<Path> filesBelow(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Path first(List<Path> files, String ending) {
        return files.stream()
                .filter(file -> file.toString().endsWith(ending))
                .findFirst()
                .orElseThrow();
    }

    /** A copy that was not finished: its lines are copies, as far as they can be read. */
    private static void cutOff(Path packed, Path copy) throws IOException {
        byte[] all = Files.readAllBytes(packed);
        Files.write(copy, Arrays.copyOf(all, all.length * 2 / 3));
    }

    /** Files of nobody in particular, with one line that has no run, twice. */
    private static void copyWithoutHost(Path plain, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path copy = Files.copy(plain, folder.resolve("stall-events.jsonl"));
        String blocked = Files.readAllLines(plain).get(0).replaceAll(",\"runId\":\"[^\"]*\"", "") + "\n";
        Files.writeString(copy, "\n" + blocked + blocked, StandardOpenOption.APPEND);
    }
}
