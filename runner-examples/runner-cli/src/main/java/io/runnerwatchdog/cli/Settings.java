package io.runnerwatchdog.cli;

import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.evidence.EvidenceLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where the configuration and the evidence are. */
final class Settings {
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

    /** The configuration in force, variables included. */
    RunnerConfig load() throws IOException, ConfigException {
        return file().withVariables(System.getenv());
    }

    private RunnerConfig file() throws IOException, ConfigException {
        if (config.isPresent()) {
            return RunnerConfig.load(config.get());
        }
        return Files.exists(USUAL_CONFIG) ? RunnerConfig.load(USUAL_CONFIG) : RunnerConfig.defaults();
    }

    Path evidenceDirectory(RunnerConfig loaded) {
        return evidenceDirectory.or(loaded::evidenceDirectory).orElse(USUAL_EVIDENCE);
    }

    Path evidenceFile(RunnerConfig loaded) {
        return evidenceDirectory(loaded).resolve(EvidenceLog.FILE_NAME);
    }
}
