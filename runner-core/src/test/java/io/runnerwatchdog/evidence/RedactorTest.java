package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String MASK = "[redacted]";
    private static final String TOKEN = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6";

    private final Redactor redactor = Redactor.standard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "deploy --password hunter2 --host a | deploy --password [redacted] --host a",
                "deploy --password=hunter2 --host a | deploy --password=[redacted] --host a",
                "deploy --db-password hunter2 now | deploy --db-password [redacted] now",
                "deploy --authToken hunter2 now | deploy --authToken [redacted] now",
                "deploy -token hunter2 now | deploy -token [redacted] now",
                "deploy --client-secret hunter2 | deploy --client-secret [redacted]",
                "deploy --api-key hunter2 | deploy --api-key [redacted]",
                "deploy --pass hunter2 now | deploy --pass [redacted] now",
                "deploy --password 'two words' now | deploy --password '[redacted]' now",
                "mvn -Ddb.password=x -B | mvn -Ddb.password=[redacted] -B",
                "DB_PASSWORD=x make | DB_PASSWORD=[redacted] make",
                "AWS_SECRET_ACCESS_KEY=abc/def+x aws | AWS_SECRET_ACCESS_KEY=[redacted] aws",
                "password = \"a b \\\" c\" end | password = \"[redacted]\" end",
                "{\"password\":\"x\",\"user\":\"y\"} | {\"password\":\"[redacted]\",\"user\":\"y\"}",
                "{\\\"token\\\":\\\"x y\\\",\\\"u\\\":1} | {\\\"token\\\":\\\"[redacted]\\\",\\\"u\\\":1}",
                "token: abcdef123 | token: [redacted]",
                "X-Auth-Token: abcdef123 | X-Auth-Token: [redacted]",
                "api_key=abc | api_key=[redacted]",
                "Server=db;Pwd=abc | Server=db;Pwd=[redacted]",
                "curl -H Authorization: Bearer abc http://h/ | curl -H Authorization: Bearer [redacted] http://h/",
                "curl -H 'Authorization: token abc' h | curl -H 'Authorization: token [redacted]' h",
                "Authorization: abc123 | Authorization: [redacted]",
                "authorization: Digest user=a, response=b | authorization: Digest [redacted]",
                "Cookie: a=b; c=d | Cookie: [redacted]",
                "git clone https://joe:pa:ss@host/x | git clone https://joe:[redacted]@host/x",
                "jdbc:postgresql://joe:p@ss@host/x | jdbc:postgresql://joe:[redacted]@host/x",
                "redis://:secret1@host:6379 | redis://:[redacted]@host:6379",
                "curl -u joe:pass h | curl -u joe:[redacted] h",
                "curl --user joe:pass h | curl --user joe:[redacted] h",
                "mysql -u root -phunter2 db | mysql -u root -p[redacted] db",
                "sshpass -p hunter2 ssh h | sshpass -p [redacted] ssh h",
                "docker login -u joe -p hunter2 r | docker login -u joe -p [redacted] r",
                "openssl rsa -passin pass:hunter2 -in k | openssl rsa -passin pass:[redacted] -in k"
            })
    void aSecretWithATellingNameIsMasked(String text, String masked) {
        assertThat(redactor.redact(text)).isEqualTo(masked);
    }

    static Stream<String> tokens() {
        return Stream.of(
                "AKIAIOSFODNN7EXAMPLE",
                "ghp_" + TOKEN,
                "ghs_" + TOKEN,
                "github_pat_" + TOKEN + "_" + TOKEN,
                "glpat-" + TOKEN,
                "gldt-" + TOKEN,
                "xoxb-" + TOKEN,
                "xapp-1-" + TOKEN,
                "npm_" + TOKEN,
                "pypi-" + TOKEN + TOKEN,
                "rubygems_" + "0123456789abcdef".repeat(3),
                "sk_live_" + TOKEN,
                "rk_test_" + TOKEN,
                "whsec_" + TOKEN,
                "sk-proj-" + TOKEN,
                "AIza" + TOKEN + "abc",
                "ya29." + TOKEN,
                "GOCSPX-" + TOKEN,
                "hvs." + TOKEN,
                "SG." + TOKEN + "." + TOKEN,
                "hf_" + TOKEN,
                "dapi" + "0123456789abcdef".repeat(2),
                "dckr_pat_" + TOKEN,
                "dop_v1_" + "0123456789abcdef".repeat(4),
                "shpat_" + "0123456789abcdef".repeat(2),
                "glsa_" + TOKEN,
                "ATATT3" + TOKEN + TOKEN,
                "tskey-auth-" + TOKEN,
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0." + TOKEN);
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenOfAKnownFormIsMaskedWhereverItStands(String token) {
        assertThat(redactor.redact("got " + token + ", going on")).isEqualTo("got " + MASK + ", going on");
        assertThat(redactor.redact("https://" + token + "@host/x")).isEqualTo("https://" + MASK + "@host/x");
        assertThat(redactor.redact("(" + token + ")")).isEqualTo("(" + MASK + ")");
    }

    @Test
    void aPrivateKeyIsMaskedWholeAndInPieces() {
        String body = (TOKEN + TOKEN + "\n").repeat(3);
        String begin = "-----BEGIN RSA PRIVATE KEY-----\n";
        String end = "-----END RSA PRIVATE KEY-----";
        assertThat(redactor.redact("a\n" + begin + body + end + "\nb")).isEqualTo("a\n" + MASK + "\nb");
        assertThat(redactor.redact("a\n" + begin + body)).isEqualTo("a\n" + MASK);
        assertThat(redactor.redact("a: b\n" + body + end + "\nb")).isEqualTo("a: b\n" + MASK + "\nb");
        assertThat(redactor.redact("-----BEGIN PGP PRIVATE KEY BLOCK-----\nx\n-----END PGP PRIVATE KEY BLOCK-----"))
                .isEqualTo(MASK);
        assertThat(redactor.redact("-----BEGIN CERTIFICATE-----\nx\n")).startsWith("-----BEGIN CERTIFICATE-----\nx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RSA PRIVATE KEY",
                "EC PRIVATE KEY",
                "DSA PRIVATE KEY",
                "PRIVATE KEY",
                "ENCRYPTED PRIVATE KEY",
                "OPENSSH PRIVATE KEY",
                "PGP PRIVATE KEY BLOCK"
            })
    void aPrivateKeyOfAnyKindIsMaskedHoweverItIsWritten(String kind) {
        String begin = "-----BEGIN " + kind + "-----";
        String end = "-----END " + kind + "-----";
        String line = TOKEN + TOKEN;
        List<String> written = List.of(
                begin + "\n" + line + "\n" + line + "\n" + end,
                begin + "\r\n" + line + "\r\n" + line + "\r\n" + end,
                "key: |\n    " + begin + "\n    " + line + "\n    " + line + "\n    " + end,
                "{\"key\":\"" + begin + "\\n" + line + "\\n" + line + "\\n" + end + "\\n\"}",
                "[stage] " + begin + "\n[stage] " + line + "\n[stage] " + line + "\n[stage] " + end);
        for (String key : written) {
            assertThat(redactor.redact("a\n" + key + "\nb c"))
                    .startsWith("a\n")
                    .endsWith("\nb c")
                    .doesNotContain(TOKEN);
            assertThat(redactor.redact(key.substring(0, key.lastIndexOf(line)) + line))
                    .doesNotContain(TOKEN);
        }
        for (String key : written.subList(0, 4)) {
            assertThat(redactor.redact(key.substring(key.indexOf(line) + 5)))
                    .as("its beginning was cut off")
                    .doesNotContain(TOKEN)
                    .doesNotContain(TOKEN.substring(5));
        }
    }

    @Test
    void keysOfOtherToolsAreMasked() {
        String putty =
                "PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 2\n" + TOKEN + "\n" + TOKEN + "\nPrivate-MAC: 1";
        assertThat(redactor.redact(putty))
                .startsWith("PuTTY-User-Key-File-3: ssh-ed25519\n")
                .doesNotContain(TOKEN);
        String ssh2 =
                "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n" + TOKEN + "\n---- END SSH2 ENCRYPTED PRIVATE KEY ----";
        assertThat(redactor.redact("a\n" + ssh2 + "\nb")).isEqualTo("a\n" + MASK + "\nb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mkdir -p a/b && mvn -pl core -B verify",
                "ssh -p 22 git@host",
                "git clone ssh://git@host/repo",
                "http://127.0.0.1:4001/metrics",
                "PWD=/home/joe OLDPWD=/tmp",
                "Syntax error near unexpected token: ')'",
                "docker run -u 1000:1000 image",
                "docker login --password-stdin registry",
                "--no-password --verbose",
                "mysql -p db",
                "tests pass: 12, tokens=5",
                "basic understanding, bearer of news",
                "Enter passphrase for key '/home/joe/.ssh/id_ed25519': ",
                "ssh[14] TCP connect 10.0.0.1:22 SYN_SENT",
                "taskmanager-sk-1 eyJ ghp_short",
                ""
            })
    void whatIsNoSecretStays(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @Test
    void redactorsAreAppliedInTurn() {
        Redactor both = Redactor.standard().and(text -> text.replace("acme", "[name]"));
        assertThat(both.redact("acme --token x")).isEqualTo("[name] --token [redacted]");
        assertThat(Redactor.none().redact("--token x")).isEqualTo("--token x");
    }

    @Property
    void noTextBreaksIt(@ForAll String text) {
        assertThatCode(() -> redactor.redact(text)).doesNotThrowAnyException();
    }

    @Property
    void aSecretBehindAnyTextIsMasked(@ForAll String before) {
        assertThat(redactor.redact(before + "\n--token " + TOKEN + " x")).doesNotContain(TOKEN);
        assertThat(redactor.redact(before + " ghp_" + TOKEN + " x")).doesNotContain(TOKEN);
    }
}
