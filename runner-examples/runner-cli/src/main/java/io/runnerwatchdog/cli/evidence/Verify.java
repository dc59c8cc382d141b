package io.runnerwatchdog.cli.evidence;

import io.runnerwatchdog.cli.config.Settings;
import io.runnerwatchdog.cli.terminal.Progress;
import io.runnerwatchdog.cli.terminal.Table;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.evidence.EvidenceArchive;
import io.runnerwatchdog.evidence.EvidenceProof;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Proves that rotated evidence is what it was when it was sealed. */
@CommandLine.Command(
        name = "verify",
        description =
                "Compares the rotated evidence files with the hashes in evidence_manifest.json; names the file and"
                        + " the byte where one breaks. Ends with 0 or 1.",
        mixinStandardHelpOptions = true)
public final class Verify implements Callable<Integer> {
    @Mixin
    private Settings settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ConfigException {
        EvidenceArchive archive = EvidenceArchive.in(settings.evidenceDirectory(settings.load()));
        long all = archive.files().size();
        AtomicLong begun = new AtomicLong();
        EvidenceProof proof;
        try (Progress progress = Progress.on(spec.commandLine().getErr(), "files compared")) {
            proof = archive.verify(file -> progress.at(Math.min(begun.getAndIncrement(), all), all));
        }
        PrintWriter out = spec.commandLine().getOut();
        proof.findings().forEach(finding -> out.println(Table.clean(finding.describe())));
        out.println((proof.holds() ? "ok: " : "broken: ") + proof.sound()
                + (proof.sound() == 1 ? " file is" : " files are") + " as sealed");
        out.flush();
        return proof.holds() ? 0 : 1;
    }
}
