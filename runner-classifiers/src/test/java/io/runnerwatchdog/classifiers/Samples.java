package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.classifiers.Meaning.Aside;
import io.runnerwatchdog.diagnosis.RootCause;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lines of {@code samples.txt}. */
final class Samples {
    /** The word of samples that hold no signature. */
    static final String NOTHING = "-";

    private Samples() {}

    /**
     * A line, and what it means.
     *
     * @param word a root cause, an aside, or {@link #NOTHING}
     */
    record Sample(String word, String line) {
        Optional<RootCause> cause() {
            boolean aside = Stream.of(Aside.values())
                    .anyMatch(value -> Samples.word(value).equals(word));
            return aside || word.equals(NOTHING) ? Optional.empty() : Optional.of(RootCause.of(word));
        }

        @Override
        public String toString() {
            return word + ": " + line;
        }
    }

    /** How files write a meaning. */
    static String word(Meaning meaning) {
        return meaning instanceof Meaning.Trouble trouble ? trouble.cause().id() : ((Aside) meaning).word();
    }

    static Stream<Sample> all() {
        return lines("samples.txt").stream()
                .filter(line -> !line.isBlank() && !line.startsWith("# "))
                .map(line -> line.split(" \\| ", 2))
                .map(fields -> new Sample(fields[0], fields[1]));
    }

    static Stream<Sample> of(Aside aside) {
        return all().filter(sample -> sample.word().equals(word(aside)));
    }

    /** The lines of a file beside this class. */
    static List<String> lines(String file) {
        try (InputStream in = Samples.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
