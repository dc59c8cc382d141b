package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.fixture.Fuzz;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("fuzz")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class SignatureFuzzTest {
    private static final List<String> MARKS = List.of(
            "\n",
            "\r",
            "\r\n",
            "...",
            "|",
            "/-\\|",
            "\u001b[32m",
            "\u001b[0K",
            "\u001b]0;a\u0007",
            "[1/3] ",
            "retrying in 5s",
            "    at a.b.C(D.java:1)",
            "100%",
            "(attempt 2 of 5)",
            " ".repeat(40),
            "password:",
            "> ");

    @Test
    void noOutputBreaksIt() {
        OutputSignatureClassifier classifier = new OutputSignatureClassifier();
        List<String> lines = Stream.concat(
                        Samples.all().map(Samples.Sample::line), Samples.lines("ordinary-logs.txt").stream())
                .filter(line -> !line.isBlank())
                .toList();
        List<String> words = Stream.concat(
                        MARKS.stream(),
                        OutputSignatureClassifier.read().stream().flatMap(signature -> signature.parts().stream()))
                .toList();
        new Fuzz("signatures", lines, words).run(text -> {
            classifier.classify(Stalls.printed(text, ""));
            classifier.classify(Stalls.printed("done\n", text));
        });
    }
}
