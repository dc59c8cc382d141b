package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges by what the tools themselves said last, from a list of known messages ({@code signatures.txt} beside this class).
 *
 * <p>Only the last lines count, the very last most: a tool that reports trouble and then goes on has got over it. Each
 * line that was printed after a match takes a tenth off the confidence, unless it says nothing new: that the tool tries
 * again, a stack frame, dots, one more frame of a spinner. Stateless, thread-safe.
 */
public final class OutputSignatureClassifier implements RootCauseClassifier {
    private static final String SIGNATURES = "signatures.txt";

    /** The list is the same for all instances. */
    private static final class Known {
        private static final SignatureMatcher MATCHER = new SignatureMatcher(read());
    }

    /** Made by {@link java.util.ServiceLoader}, or by hand. */
    public OutputSignatureClassifier() {}

    /**
     * Reads the list, in some 60 milliseconds, if nobody has yet: hosts should not pay that at their start, nor should it be
     * spent in a stall, when the machine is often busy and a verdict has a second.
     */
    @Override
    public void prepare() {
        Known.MATCHER.search();
    }

    static List<Signature> read() {
        try (InputStream in = OutputSignatureClassifier.class.getResourceAsStream(SIGNATURES)) {
            if (in == null) {
                throw new IllegalStateException(SIGNATURES + " is missing from the jar");
            }
            List<Signature> signatures = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    signatures.add(Signature.parse(line));
                }
            }
            return List.copyOf(signatures);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String id() {
        return "output_signature";
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Verdict> classify(StallContext stall) {
        // The streams are looked at apart: which of two lines on different streams came first is not known.
        Optional<Verdict> stderr = judge(stall.stderr());
        Optional<Verdict> stdout = judge(stall.stdout());
        if (stderr.isPresent() && stdout.isPresent()) {
            return stderr.get().confidence().compareTo(stdout.get().confidence()) >= 0 ? stderr : stdout;
        }
        return stderr.or(() -> stdout);
    }

    private Optional<Verdict> judge(OutputTail tail) {
        Present present = new Present();
        SignatureMatcher.Search search = Known.MATCHER.search();
        for (PrintedLine line : PrintedLine.newestFirst(tail)) {
            if (present.isClosed()) {
                break;
            }
            present.hear(line, search.find(line.lowerCase()));
        }
        return present.verdict();
    }
}
