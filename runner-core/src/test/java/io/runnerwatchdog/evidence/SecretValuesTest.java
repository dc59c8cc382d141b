package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretValuesTest {
    private static final String VALUE = "hun/ter+2 \"quoted\" ende";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GITHUB_TOKEN",
                "PGPASSWORD",
                "DB_PASSWORD",
                "DB_PASS",
                "MYSQL_PWD",
                "API_KEY",
                "AWS_SECRET_ACCESS_KEY",
                "SIGNING_KEY",
                "CLIENT_SECRET",
                "GCP_CREDENTIALS",
                "DB_PASSWORD_2",
                "npm_config__authToken",
                "AZURE_PAT"
            })
    void theValueOfATellingVariableIsMaskedWhereverItStands(String name) {
        Redactor redactor = Redactor.ofValues(Map.of(name, "s3cret-value"));
        assertThat(redactor.redact("connected with s3cret-value (s3cret-values) xs3cret-value"))
                .isEqualTo("connected with [redacted] ([redacted]s) x[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "KEYBOARD",
                "PRIMARY_KEY",
                "PUBLIC_KEY",
                "TOKEN_FILE",
                "PASSWORD_POLICY",
                "SECRET_NAME",
                "MAX_TOKENS",
                "MONKEY",
                "PWD",
                "OLDPWD",
                "COMPASS",
                "SSH_AUTH_SOCK"
            })
    void otherVariablesAreLeftAlone(String name) {
        assertThat(Redactor.ofValues(Map.of(name, "some-ordinary-value")).redact("some-ordinary-value"))
                .isEqualTo("some-ordinary-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short77",
                "true",
                "12345",
                "disabled",
                "/root/.ssh/id_ed25519",
                "/run/secrets/token",
                "~/.config/gcloud/key.json",
                "./keys/deploy.pem",
                "https://vault.example.org/v1/token",
                "redacted",
                ""
            })
    void whatIsNoSecretInSpiteOfItsNameIsLeftAlone(String value) {
        assertThat(Redactor.ofValues(Map.of("DEPLOY_TOKEN", value)).redact("a " + value + " b"))
                .isEqualTo("a " + value + " b");
    }

    @Test
    void aUrlWithCredentialsIsASecret() {
        String url = "https://joe:pw@host/path";
        assertThat(Redactor.ofValues(Map.of("PROXY_SECRET", url)).redact("via " + url))
                .isEqualTo("via [redacted]");
    }

    @Test
    void theValueIsMaskedInJsonInUrlsAndInBase64() {
        Redactor redactor = Redactor.ofValues(Map.of("TOKEN", VALUE));
        String encoded = URLEncoder.encode(VALUE, StandardCharsets.UTF_8);
        assertThat(redactor.redact("?x=" + encoded + "&y")).isEqualTo("?x=[redacted]&y");
        assertThat(redactor.redact("?x=" + encoded.replace("+", "%20") + "&y")).isEqualTo("?x=[redacted]&y");
        assertThat(redactor.redact("{\"a\":\"hun/ter+2 \\\"quoted\\\" ende\"}")).isEqualTo("{\"a\":\"[redacted]\"}");
        assertThat(redactor.redact("{\"a\":\"hun\\/ter+2 \\\"quoted\\\" ende\"}"))
                .isEqualTo("{\"a\":\"[redacted]\"}");
    }

    @Property(tries = 200)
    void noPartOfTheValueThatIsLongEnoughToUseSurvivesInBase64(
            @ForAll("names") String before, @ForAll("names") String after) {
        Redactor redactor = Redactor.ofValues(Map.of("TOKEN", VALUE));
        byte[] bytes = (before + VALUE + after).getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : List.of(
                Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getEncoder().withoutPadding())) {
            String masked = redactor.redact(encoder.encodeToString(bytes));
            assertThat(masked).contains("[redacted]");
            // What is left is no more than what stands around, and the characters at its seams.
            assertThat(masked.length())
                    .isLessThanOrEqualTo("[redacted]".length() + 4 * (before.length() + after.length() + 5) / 3);
        }
    }

    @Test
    void eachLineOfAValueOfManyLinesIsMaskedByItself() {
        Redactor redactor = Redactor.ofValues(Map.of("PRIVATE_KEY", "first-line-of-the-key\nsecond-line-of-the-key\n"));
        assertThat(redactor.redact("> first-line-of-the-key\r\n> second-line-of-the-key"))
                .isEqualTo("> [redacted]\r\n> [redacted]");
    }

    @Test
    void aPassphraseOfManyWordsIsMaskedWholeAlsoBehindItsName() {
        Redactor redactor = Redactor.standard(Map.of("GPG_PASSPHRASE", "correct horse battery"));
        assertThat(redactor.redact("passphrase=correct horse battery x")).isEqualTo("passphrase=[redacted] x");
    }

    /** Without its name nothing would be known of a value beside it. */
    @ParameterizedTest
    @CsvSource({"password", "secret-token", "my_password"})
    void aValueThatIsANameItselfDoesNotHideThatName(String value) {
        Redactor redactor = Redactor.standard(Map.of("DB_PASSWORD", value));
        assertThat(redactor.redact(value + "=hunter2")).doesNotContain("hunter2");
        assertThat(redactor.redact("connected with " + value)).isEqualTo("connected with [redacted]");
    }

    @Test
    void theStandardFormsAreMaskedBesideTheValues() {
        Redactor redactor = Redactor.standard(Map.of("TOKEN", "s3cret-value"));
        assertThat(redactor.redact("s3cret-value --token x ghp_A1b2C3d4E5f6G7h8I9j0"))
                .isEqualTo("[redacted] --token [redacted] [redacted]");
    }

    @Test
    void laterChangesOfTheMapDoNotMatter() {
        Map<String, String> environment = new HashMap<>(Map.of("TOKEN", "s3cret-value"));
        Redactor redactor = Redactor.ofValues(environment);
        environment.clear();
        assertThat(redactor.redact("s3cret-value")).isEqualTo("[redacted]");
    }

    @Test
    void whatIsMaskedIsNotTold() {
        assertThat(new KnownValues(List.of("s3cret-value")).toString()).isEqualTo("KnownValues");
    }

    /** Over few letters values overlap, and stand within each other, all the time. */
    @Property(tries = 2000)
    void theSameIsMaskedAsWhenEachPlaceIsLookedAt(@ForAll("values") List<String> values, @ForAll("texts") String text) {
        assertThat(new KnownValues(values).redact(text)).isEqualTo(plainly(values, text));
    }

    private static String plainly(List<String> values, String text) {
        boolean[] secret = new boolean[text.length()];
        boolean[] joined = new boolean[text.length()];
        for (String value : values) {
            for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
                for (int i = at; i < at + value.length(); i++) {
                    secret[i] = true;
                    joined[i] |= i > at;
                }
            }
        }
        StringBuilder masked = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (!secret[i]) {
                masked.append(text.charAt(i));
            } else if (!joined[i]) {
                masked.append("[redacted]");
            }
        }
        return masked.toString();
    }

    @Provide
    Arbitrary<List<String>> values() {
        return Arbitraries.strings()
                .withChars("ab")
                .ofMinLength(1)
                .ofMaxLength(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abc").ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMaxLength(9);
    }
}
