package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.Fuzz;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("fuzz")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class RedactorFuzzTest {
    private static final String OPTION = "Q7w8E9r0T1y2";
    private static final String TOKEN = "Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2";
    private static final String VALUE = "zulu-yankee-xray";

    private static final List<String> WORDS = Stream.concat(
                    RedactionWorkTest.HOSTILE.stream(),
                    Stream.of(
                            "[redacted]",
                            "=",
                            " = ",
                            ": ",
                            "\\\"",
                            "\\n",
                            "%3D",
                            "&",
                            ";",
                            "' ",
                            "\" ",
                            "</",
                            "machine "))
            .toList();

    /** Whatever stands before them, secrets on lines of their own are masked. */
    @Test
    void noTextBreaksItOrHidesTheSecretsBehindIt() {
        List<String> corpus = Stream.concat(
                        RedactionSamples.masked().stream().map(RedactionSamples.Sample::text),
                        RedactionSamples.unharmed().stream())
                .toList();
        Redactor redactor = Redactor.standard(Map.of("DEPLOY_TOKEN", VALUE));
        new Fuzz("redactor", corpus, WORDS).run(text -> {
            String redacted =
                    redactor.redact(text + "\ndeploy --token " + OPTION + " x\nghp_" + TOKEN + " " + VALUE + "\n");
            assertThat(redacted.contains(OPTION) || redacted.contains(TOKEN) || redacted.contains(VALUE))
                    .isFalse();
        });
    }
}
