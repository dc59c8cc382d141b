package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
                "xoxb-" + TOKEN,
                "npm_" + TOKEN,
                "sk_live_" + TOKEN,
                "hvs." + TOKEN,
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

    /** Text made of what each pattern begins with: the worst that a step could print. */
    private static final List<String> HOSTILE = List.of(
            "a",
            " ",
            "-",
            "--",
            "-a",
            " --a",
            " --a-",
            " -passwor",
            "://",
            "://a:",
            "a://b:c",
            "@",
            ":",
            "password",
            "password=",
            "password=\"",
            "password=\\\"\\",
            "token: ",
            "token:a ",
            "secret ",
            "access_key_",
            "authorization:",
            "authorization: a b",
            "cookie:",
            "bearer ",
            "bearer aaaaaaaa",
            "-----BEGIN PRIVATE KEY-----",
            "-----END PRIVATE KEY-----",
            "-----BEGIN ",
            "-----END ",
            "-----BEGIN A A A A ",
            "mysql ",
            "mysql -p ",
            "mysql",
            "docker login ",
            "docker  ",
            " -u",
            " -u a",
            " -u a:1",
            "eyJ",
            "eyJaaaaaaaa",
            "eyJaaaaaaaa-",
            "eyJaaaaaaaa.",
            "AKIA",
            "ghp_",
            "github_pat_",
            "sk-",
            "sk-a",
            "xoxb-",
            "\n",
            "a\n",
            "\\",
            "\"");

    @Test
    void workGrowsWithTheLengthOfTheTextAndNotWithItsSquare() {
        for (RedactionRule rule : StandardRedactor.INSTANCE.rules()) {
            for (String unit : HOSTILE) {
                // Beyond all bounds of the patterns, so that a bound is not taken for a square.
                long once = charactersRead(rule, unit, 32 * 1024);
                long twice = charactersRead(rule, unit, 64 * 1024);
                assertThat((double) twice / once)
                        .as("%s over %s: %d, then %d", rule.name(), unit, once, twice)
                        .isLessThan(2.5);
            }
        }
    }

    private static long charactersRead(RedactionRule rule, String unit, int length) {
        AtomicLong read = new AtomicLong();
        rule.apply(new CountingText(unit.repeat(length / unit.length()), read));
        return Math.max(1, read.get());
    }

    /** A text that counts how often a character of it is looked at. */
    private record CountingText(String text, AtomicLong read) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            read.incrementAndGet();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            read.addAndGet(end - start);
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
