package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges by what the tools themselves said last, from a list of known messages ({@code signatures.txt} beside this class).
 *
 * <p>Only the last lines count, the very last most: a tool that reports trouble and then goes on has got over it. Each
 * line that was printed after a match takes a tenth off the confidence. Stateless, thread-safe.
 */
public final class OutputSignatureClassifier implements RootCauseClassifier {
    private static final String SIGNATURES = "signatures.txt";
    private static final int LINES = 12;
    private static final int LONGEST_LINE = 4096;
    private static final double LESS_PER_LINE = 0.1;
    private static final double TOO_OLD = 0.2;

    /**
     * Colours and titles for a terminal (ECMA-48, CSI and OSC): a tool that was told to colour its output puts them
     * between the words. Possessive, and no part may hold another escape: linear on any text.
     */
    private static final Pattern ESCAPES =
            Pattern.compile("\u001b\\[[0-?]*+[ -/]*+[@-~]|\u001b\\][^\u0007\u001b]*+(?:\u0007|\u001b\\\\)");

    private final List<Signature> signatures;

    /** Reads the list. */
    public OutputSignatureClassifier() {
        signatures = read();
    }

    private static List<Signature> read() {
        try (InputStream in = OutputSignatureClassifier.class.getResourceAsStream(SIGNATURES)) {
            if (in == null) {
                throw new IllegalStateException(SIGNATURES + " is missing from the jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Signature::parse)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Signature> signatures() {
        return signatures;
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
        List<String> lines = lastLines(tail);
        Optional<Verdict> best = Optional.empty();
        for (int age = 0; age < lines.size(); age++) {
            String line = lines.get(age);
            String lowerCase = line.toLowerCase(Locale.ROOT);
            for (Signature signature : signatures) {
                // Both rounded: else 0.8 - 0.1 is more than 0.7, and an older line wins a tie.
                double confidence = Confidence.of(Math.max(0, signature.confidence() - LESS_PER_LINE * age))
                        .value();
                boolean better = confidence
                        > best.map(verdict -> verdict.confidence().value()).orElse(TOO_OLD);
                if (better && signature.matches(lowerCase)) {
                    best = Optional.of(Verdict.of(signature.cause(), confidence)
                            .because(Because.outputLine(line))
                            .because(Because.fact("known from " + signature.tool())));
                }
            }
        }
        return best;
    }

    /** The last lines that are not blank, the newest first, each bounded. A carriage return begins a line anew. */
    private static List<String> lastLines(OutputTail tail) {
        List<String> all = tail.last(LINES * LONGEST_LINE).lines().toList();
        List<String> last = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0 && last.size() < LINES; i--) {
            String line = ESCAPES.matcher(all.get(i)).replaceAll("").strip();
            if (!line.isEmpty()) {
                last.add(line.length() > LONGEST_LINE ? line.substring(line.length() - LONGEST_LINE) : line);
            }
        }
        return last;
    }
}
