package io.runnerwatchdog.generator;

import io.runnerwatchdog.evidence.EvidenceRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** All lines of a fleet, read by the library and not by what wrote them. */
record ReadFleet(List<ReadLine> lines, long unreadable, Set<String> fileNames) {
    /** @param host as the folder has it */
    record ReadLine(String host, String file, int number, EvidenceRecord record) {}

    static ReadFleet of(Path root) throws IOException {
        List<ReadLine> lines = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        long unreadable = 0;
        for (Path file : files(root)) {
            String name = root.relativize(file).toString();
            names.add(name);
            int number = 0;
            for (String line : text(file).split("\n")) {
                Optional<EvidenceRecord> record = EvidenceRecord.parse(line);
                if (record.isPresent()) {
                    String host = name.substring("host=".length(), name.indexOf('/'));
                    lines.add(new ReadLine(host, name, number++, record.get()));
                } else {
                    unreadable++;
                }
            }
        }
        return new ReadFleet(lines, unreadable, names);
    }

    long files() {
        return fileNames.size();
    }

    static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The text of a file, unpacked. */
    static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!file.toString().endsWith(".gz")) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A number for the bytes of each file. */
    static Map<String, Integer> digests(Path root) throws IOException {
        Map<String, Integer> digests = new TreeMap<>();
        for (Path file : files(root)) {
            digests.put(root.relativize(file).toString(), java.util.Arrays.hashCode(Files.readAllBytes(file)));
        }
        return digests;
    }
}
