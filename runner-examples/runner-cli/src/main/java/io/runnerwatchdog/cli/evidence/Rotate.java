package io.runnerwatchdog.cli.evidence;

import io.runnerwatchdog.cli.config.Settings;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.evidence.EvidenceArchive;
import io.runnerwatchdog.evidence.Rotation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the evidence file aside now. */
@CommandLine.Command(
        name = "rotate",
        description = "Puts the evidence file aside, seals it in the manifest, and deletes what is too old or too much."
                + " Runs may go on meanwhile.",
        mixinStandardHelpOptions = true)
public final class Rotate implements Callable<Integer> {
    @Option(names = "--compress", description = "Compress rotated files, whatever the configuration says.")
    private boolean compress;

    @Mixin
    private Settings settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ConfigException {
        RunnerConfig config = settings.load();
        Path directory = settings.evidenceDirectory(config);
        EvidenceArchive archive = EvidenceArchive.in(directory);
        Rotation rotation = Settings.rotation(config);
        boolean rotated = archive.rotate(compress ? rotation.compressing() : rotation, Instant.now());
        PrintWriter out = spec.commandLine().getOut();
        List<Path> files = archive.files();
        out.println(
                rotated
                        ? "rotated: " + files.get(files.size() - 1)
                        : "nothing to rotate: " + settings.evidenceFile(config));
        out.flush();
        return 0;
    }
}
