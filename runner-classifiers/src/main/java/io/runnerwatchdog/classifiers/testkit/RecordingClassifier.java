package io.runnerwatchdog.classifiers.testkit;

import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Writes each stall that it is asked about into a file of its own, and has no opinion. Give it to a watchdog beside the
 * others, let happen what your classifier is to know, and keep the file for its tests. Thread-safe; several hosts may
 * record into one directory.
 *
 * <p>The files are called after the command's type and the limit that it reached, for example {@code build-idle-1.json}, and
 * are at most 1,000 of each. Where it cannot write, it throws, which harms no run: the watchdog reports it.
 *
 * <p>Secrets are masked as they are in evidence. The files still tell a lot about the machine; read one before you share it.
 */
public final class RecordingClassifier implements RootCauseClassifier {
    /** Whoever forgets one in a host must not find the disk full. */
    static final int MOST = 1000;

    private final Path directory;
    private final Redactor redactor;

    /** One that masks what {@link Redactor#standard()} knows; the directory is made when it is needed. */
    public RecordingClassifier(Path directory) {
        this(directory, Redactor.standard());
    }

    /** One that masks what you say. */
    public RecordingClassifier(Path directory, Redactor redactor) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.redactor = Objects.requireNonNull(redactor, "redactor");
    }

    @Override
    public String id() {
        return "recording";
    }

    /** Always empty. */
    @Override
    public Optional<Verdict> classify(StallContext stall) {
        try {
            Files.createDirectories(directory);
            write(stall);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the stall is not recorded", unwritable);
        }
        return Optional.empty();
    }

    private void write(StallContext stall) throws IOException {
        String kind = stall.command().type() + "-" + stall.kind().word() + "-";
        for (int number = 1; number <= MOST; number++) {
            Path file = directory.resolve(kind + number + ".json");
            if (!Files.exists(file) && isWritten(new RecordedStall(kind + number, Set.of(), stall), file)) {
                return;
            }
        }
        throw new IOException(directory + " has " + MOST + " recordings of this kind; move some away");
    }

    /** Whether it is; another one may have taken the name since it was free. */
    private boolean isWritten(RecordedStall recorded, Path file) throws IOException {
        try {
            recorded.write(file, redactor);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }
}
