package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** How much work hostile text makes: counted by the characters that are looked at, not by time. */
class RedactionWorkTest {
    /** Text made of what each pattern begins with: the worst that a step could print. */
    static final List<String> HOSTILE = List.of(
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
            "mysql zip docker login ",
            "htpasswd -b ",
            "sqlplus a/",
            "config set a ",
            "config ",
            "echo a | sudo -S ",
            "echo ",
            " | passwd",
            "aws ",
            "login a password ",
            "password 'a",
            "<token>",
            "name: token, value: ",
            "a=",
            ":=",
            "api_key:/a_",
            "token:token:",
            ";token=a ",
            "?sig=",
            "%3Dtoken%3D",
            "%3A%2F%2Fa%3A",
            "\"token\" : ",
            "\u001B[0m",
            " -u\"",
            "--token ",
            "\"--token\",",
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
                long once = charactersRead(rule, unit, 24 * 1024);
                long twice = charactersRead(rule, unit, 48 * 1024);
                assertThat((double) twice / once)
                        .as("%s over %s: %d, then %d", rule.name(), unit, once, twice)
                        .isLessThan(2.5);
            }
        }
    }

    /** Made of what people write, not of what breaks patterns. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void fourTimesTheTextIsNoMoreThanFiveTimesTheWork(@ForAll("texts") String text) {
        for (RedactionRule rule : StandardRedactor.INSTANCE.rules()) {
            long once = charactersRead(rule, text, 8 * 1024);
            long fourTimes = charactersRead(rule, text, 32 * 1024);
            assertThat((double) fourTimes / once)
                    .as("%s over %s: %d, then %d", rule.name(), text, once, fourTimes)
                    .isLessThan(5);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return SecretCorpus.hidden()
                .map(hidden -> hidden.text() + "\n")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(all -> String.join("", all));
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
