package io.runnerwatchdog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.fixture.JsonSchema;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command line as a process of its own, in a directory of its own. */
final class Cli {
    /** What came of a call. */
    record Outcome(int code, String out, String err) {
        /** The last line of standard output. */
        String lastLine() {
            List<String> lines = out.lines().toList();
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        }
    }

    /** A call that goes on. */
    record Going(Process process, Path out, Path err) {
        Outcome end() throws IOException, InterruptedException {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ends in time").isTrue();
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    private final Path directory;
    private final Map<String, String> variables = new HashMap<>();
    private int calls;

    Cli(Path directory) {
        this.directory = directory;
    }

    Cli variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Outcome call(String... args) throws IOException, InterruptedException {
        return start(args).end();
    }

    private static List<String> argv(String... args) {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                Main.class.getName()));
        argv.addAll(List.of(args));
        return argv;
    }

    Going start(String... args) throws IOException {
        return start(argv(args));
    }

    private Going start(List<String> argv) throws IOException {
        Path out = directory.resolve("call-" + ++calls + ".out");
        Path err = directory.resolve("call-" + calls + ".err");
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("RUNNER_") || name.contains("COLOR") || name.equals("COLUMNS"));
        builder.environment().putAll(variables);
        return new Going(builder.start(), out, err);
    }

    /** What a terminal of this width shows. */
    List<String> onTerminal(int width, String... args) throws IOException, InterruptedException {
        StringBuilder line = new StringBuilder("stty cols " + width + "; exec");
        argv(args).forEach(word -> line.append(" '").append(word).append('\''));
        Outcome shown =
                start(List.of("script", "-qec", line.toString(), "/dev/null")).end();
        assertThat(shown.code()).as(shown.out()).isZero();
        return shown.out().lines().map(String::stripTrailing).toList();
    }

    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                Stream.of(classPath.split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    Path evidenceFile() {
        return directory.resolve("evidence/runner/stall-events.jsonl");
    }

    List<EvidenceRecord> evidence() throws IOException {
        try (Stream<EvidenceRecord> records = EvidenceReader.of(evidenceFile()).records()) {
            List<EvidenceRecord> written = records.toList();
            for (EvidenceRecord record : written) {
                // Whatever a test is about: what it made us write keeps the schema.
                assertThat(schema().problems(record.json())).as(record.json()).isEmpty();
            }
            return written;
        }
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchema.parse(Files.readString(Path.of("..", "..", "docs", "evidence.schema.json")));
    }
}
