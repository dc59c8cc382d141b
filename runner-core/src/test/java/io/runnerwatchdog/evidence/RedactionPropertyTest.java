package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.evidence.SecretCorpus.Hidden;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RedactionPropertyTest {
    /** A part of a secret that is as long as this would be worth something. */
    private static final int PART = 6;

    private final Redactor redactor = Redactor.standard();

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void noPartOfASecretSurvives(@ForAll("hidden") Hidden hidden) {
        String redacted = redactor.redact(hidden.text());
        for (int i = 0; i + PART <= hidden.secret().length(); i++) {
            assertThat(redacted).doesNotContain(hidden.secret().substring(i, i + PART));
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whatIsMaskedStaysAsItIs(@ForAll("hidden") Hidden hidden) {
        String redacted = redactor.redact(hidden.text());
        assertThat(redactor.redact(redacted)).isEqualTo(redacted);
    }

    @Property(tries = 1000)
    void ordinaryTextIsUnharmed(@ForAll("ordinary") List<String> lines) {
        String text = String.join("\n", lines);
        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @Property(tries = 500)
    void whatStandsAroundASecretIsUnharmed(
            @ForAll("ordinary") List<String> before, @ForAll("ordinary") List<String> after) {
        String head = String.join("\n", before) + "\n";
        String tail = "\n" + String.join("\n", after);
        assertThat(redactor.redact(head + "deploy --token hunter2 now" + tail))
                .isEqualTo(head + "deploy --token [redacted] now" + tail);
    }

    @Provide
    Arbitrary<Hidden> hidden() {
        return SecretCorpus.hidden();
    }

    @Provide
    Arbitrary<List<String>> ordinary() {
        return SecretCorpus.ordinary().list().ofMinSize(1).ofMaxSize(12);
    }
}
