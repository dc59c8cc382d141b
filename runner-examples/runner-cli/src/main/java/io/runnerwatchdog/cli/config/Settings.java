package io.runnerwatchdog.cli.config;

import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.LoggingSettings;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.evidence.EvidenceArchive;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.EvidenceOptions;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.evidence.Rotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where the configuration and the evidence are. */
public final class Settings {
    private static final Path USUAL_CONFIG = Path.of("config", "runner.json");
    private static final Path USUAL_EVIDENCE = Path.of("evidence", "runner");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration. Default: config/runner.json, where there is one.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--evidence-dir",
            paramLabel = "DIR",
            description = "Where the evidence is. Default: the configuration's evidence_dir, else evidence/runner.")
    private Optional<Path> evidenceDirectory = Optional.empty();

    /** The configuration in force, variables included; what is wrong with the file and with them is said at once. */
    public RunnerConfig load() throws IOException, ConfigException {
        Map<String, String> variables = System.getenv();
        Path file = config.orElse(USUAL_CONFIG);
        return config.isPresent() || Files.exists(file)
                ? RunnerConfig.load(file, variables)
                : RunnerConfig.defaults().withVariables(variables);
    }

    public Path evidenceDirectory(RunnerConfig loaded) {
        return evidenceDirectory.or(loaded::evidenceDirectory).orElse(USUAL_EVIDENCE);
    }

    /** Whether there is any evidence, present or rotated. */
    public static boolean hasEvidence(Path directory) throws IOException {
        return Files.exists(directory.resolve(EvidenceLog.FILE_NAME))
                || !EvidenceArchive.in(directory).files().isEmpty();
    }

    /** How evidence is written. */
    public static EvidenceOptions evidenceOptions(RunnerConfig loaded) {
        EvidenceOptions options =
                EvidenceOptions.USUAL.redactedBy(secrets(loaded)).rotatedBy(rotation(loaded));
        return loaded.logging().forceStalls() ? options.forcingStalls() : options;
    }

    private static Redactor secrets(RunnerConfig loaded) {
        return Redactor.standard(System.getenv())
                .and(Redactor.patterns(loaded.logging().secrets()));
    }

    /** Masks for the terminal what is masked in evidence; a text that it cannot read to its end is withheld. */
    public static Redactor redactor(RunnerConfig loaded) {
        Redactor secrets = secrets(loaded);
        return text -> {
            try {
                return secrets.redact(text);
            } catch (IllegalStateException gaveUp) {
                return "[withheld: the redactor failed]";
            }
        };
    }

    public static Rotation rotation(RunnerConfig loaded) {
        LoggingSettings logging = loaded.logging();
        return new Rotation(logging.largestFile(), logging.largestTotal(), logging.kept(), logging.compressed());
    }

    public Path evidenceFile(RunnerConfig loaded) {
        return evidenceDirectory(loaded).resolve(EvidenceLog.FILE_NAME);
    }
}
