package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is masked and what is not, sample by sample: {@code masked.txt} and {@code unharmed.txt}. */
class RedactionSamplesTest {
    private final Redactor redactor = Redactor.standard();

    static Stream<RedactionSamples.Sample> masked() {
        return RedactionSamples.masked().stream();
    }

    static Stream<String> unharmed() {
        return RedactionSamples.unharmed().stream();
    }

    @ParameterizedTest
    @MethodSource("masked")
    void theSecretIsMaskedAndNothingElse(RedactionSamples.Sample sample) {
        assertThat(redactor.redact(sample.text())).isEqualTo(sample.masked());
    }

    @ParameterizedTest
    @MethodSource("masked")
    void whatIsMaskedIsMaskedAlsoWithinALongerText(RedactionSamples.Sample sample) {
        String text = "first line\n" + sample.text() + "\nlast line\n";
        assertThat(redactor.redact(text)).isEqualTo("first line\n" + sample.masked() + "\nlast line\n");
    }

    @ParameterizedTest
    @MethodSource("masked")
    void aTextThatIsMaskedStaysAsItIs(RedactionSamples.Sample sample) {
        assertThat(redactor.redact(sample.masked())).isEqualTo(sample.masked());
    }

    @ParameterizedTest
    @MethodSource("unharmed")
    void ordinaryTextIsUnharmed(String line) {
        assertThat(redactor.redact(line)).isEqualTo(line);
    }

    @Test
    void ordinaryTextIsUnharmedAsAWhole() {
        String all = String.join("\n", RedactionSamples.unharmed());
        assertThat(redactor.redact(all)).isEqualTo(all);
    }

    @Test
    void theSamplesAreThere() {
        assertThat(RedactionSamples.masked()).hasSizeGreaterThan(120);
        assertThat(RedactionSamples.unharmed()).hasSizeGreaterThan(60);
        assertThat(List.of(RedactionSamples.unharmed())).doesNotHaveDuplicates();
    }
}
