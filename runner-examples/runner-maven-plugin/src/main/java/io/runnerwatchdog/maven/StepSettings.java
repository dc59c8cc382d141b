package io.runnerwatchdog.maven;

import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.LoggingSettings;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.EvidenceOptions;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.evidence.Rotation;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * What holds for a step beside the command itself.
 *
 * @param config limits, rules, retries
 * @param evidence the directory of the evidence
 */
record StepSettings(RunnerConfig config, Path evidence) {
    StepSettings {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(evidence, "evidence");
    }

    /**
     * Reads the configuration. The directory of the evidence is the build's, else the configuration's, else {@code usual};
     * names in the configuration are looked for from the base directory, since Maven itself may have been started anywhere.
     */
    static StepSettings read(
            Optional<Path> file, Map<String, String> environment, Optional<Path> evidence, Path base, Path usual)
            throws MojoExecutionException {
        RunnerConfig config = config(file, environment);
        return new StepSettings(
                config,
                evidence.or(() -> config.evidenceDirectory().map(base::resolve)).orElse(usual));
    }

    private static RunnerConfig config(Optional<Path> file, Map<String, String> environment)
            throws MojoExecutionException {
        try {
            return file.isPresent()
                    ? RunnerConfig.load(file.get(), environment)
                    : RunnerConfig.defaults().withVariables(environment);
        } catch (ConfigException unusable) {
            throw new MojoExecutionException("the configuration cannot be used:\n" + unusable.getMessage(), unusable);
        } catch (NoSuchFileException none) {
            throw new WrongParameterException("config", none.getFile(), "a file");
        } catch (IOException unreadable) {
            throw new MojoExecutionException("the configuration cannot be read: " + unreadable, unreadable);
        }
    }

    EvidenceLog evidenceLog() {
        LoggingSettings logging = config.logging();
        EvidenceOptions options = EvidenceOptions.USUAL
                .redactedBy(secrets())
                .rotatedBy(new Rotation(
                        logging.largestFile(), logging.largestTotal(), logging.kept(), logging.compressed()));
        return EvidenceLog.in(evidence, logging.forceStalls() ? options.forcingStalls() : options);
    }

    /** Masks in Maven's log what is masked in the evidence; a text that it cannot read to its end is withheld. */
    Redactor redactor() {
        Redactor secrets = secrets();
        return text -> {
            try {
                return secrets.redact(text);
            } catch (IllegalStateException gaveUp) {
                return "[withheld: the redactor failed]";
            }
        };
    }

    private Redactor secrets() {
        return Redactor.standard(System.getenv())
                .and(Redactor.patterns(config.logging().secrets()));
    }
}
