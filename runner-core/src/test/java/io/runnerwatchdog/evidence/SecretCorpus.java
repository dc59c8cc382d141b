package io.runnerwatchdog.evidence;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Makes texts that hold a secret: what announces it, what that stands in, and what stands around. */
final class SecretCorpus {
    private static final String ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** What announces a secret of any characters; {@code %s} is the secret. */
    private static final List<String> FORMS = List.of(
            "password=%s",
            "password = %s",
            "password: %s",
            "passwd=\"%s\"",
            "secret='%s'",
            "\"api_key\": \"%s\"",
            "{\"user\":\"joe\",\"token\":\"%s\",\"n\":1}",
            "apikey=%s",
            "<password>%s</password>",
            "<server password=\"%s\" port=\"1\"/>",
            "--password %s",
            "--password=%s",
            "--db-token '%s'",
            "[\"run\", \"--token\", \"%s\"]",
            "mvn -Drepo.password=%s -B",
            "DB_PASSWORD=%s make",
            "export GITHUB_TOKEN=%s",
            "env API_KEY=%s cmd",
            "PGPASSWORD=%s psql -h db",
            "Authorization: Bearer %s",
            "curl -H 'Authorization: Basic %s' h",
            "curl -H \"X-Api-Key: %s\" h",
            "https://joe:%s@host/x",
            "https://h/x?a=b&access_token=%s&c=d",
            "https://h/x?sv=1&sig=%s&se=2",
            "Server=db;User=joe;Password=%s;Encrypt=True",
            "AccountName=a;AccountKey=%s;EndpointSuffix=core",
            "mysql -u root -p%s db",
            "sshpass -p %s ssh h",
            "docker login -u joe -p %s r",
            "redis-cli -h h -a %s ping",
            "openssl rsa -passin pass:%s -in k",
            "keytool -storepass %s -alias a",
            "curl -u joe:%s h",
            "zip -P %s a.zip f",
            "7z x -p%s a.7z",
            "htpasswd -b f joe %s",
            "machine h login joe password %s",
            "IDENTIFIED BY '%s'",
            "//registry/:_authToken=%s",
            "token := \"%s\"",
            "echo %s | docker login --password-stdin r",
            "-----BEGIN RSA PRIVATE KEY-----\n%s\n-----END RSA PRIVATE KEY-----",
            "-----BEGIN OPENSSH PRIVATE KEY-----\n%s\n");

    /** What a secret of letters and digits is part of; it stands alone. */
    private static final List<String> TOKENS =
            List.of("ghp_%s", "glpat-%s", "xoxb-%s", "npm_%s", "sk_live_%s", "AIza%s", "hvs.%s", "eyJ%s.eyJhIjoxfQ.%s");

    private static final List<String> ORDINARY = List.of(
            "",
            "[INFO] Building token-service 1.0.0 [3/7]",
            "commit 3f786850e387550fdab836ed7e6dc881de23001b",
            "id=123e4567-e89b-12d3-a456-426614174000 status=ok",
            "> Task :compileJava UP-TO-DATE",
            "at com.acme.Token.read(Token.java:42)",
            "https://repo.maven.apache.org/maven2/org/acme/a/1.2/a-1.2.jar",
            "it's \"quoted\", isn't it?",
            "{\"level\":\"info\",\"n\":1}",
            "the password of joe was changed",
            "\u00fcml\u00e4ut \ud83d\ude00 \u2028");

    private SecretCorpus() {}

    /** A text, and the secret in it. */
    record Hidden(String secret, String text) {}

    /** A way to write a text within another. */
    private enum Within {
        NOTHING,
        SINGLE_QUOTES,
        DOUBLE_QUOTES,
        JSON,
        JSON_IN_JSON,
        LOG,
        COLOUR,
        LIST;

        String write(String text) {
            return switch (this) {
                case NOTHING -> text;
                case SINGLE_QUOTES -> "sh -c '" + text + "' arg";
                case DOUBLE_QUOTES -> "bash -lc \"" + text + "\"";
                case JSON -> "{\"cmd\":\"" + escaped(text) + "\",\"n\":1}";
                case JSON_IN_JSON -> "{\"line\":\"" + escaped("{\"cmd\":\"" + escaped(text) + "\"}") + "\"}";
                case LOG -> "2026-11-24T10:00:00Z [main] DEBUG c.a.B - " + text;
                case COLOUR -> "\u001b[32m" + text + "\u001b[0m";
                case LIST -> "  - " + text;
            };
        }

        private static String escaped(String text) {
            return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        }
    }

    static Arbitrary<Hidden> hidden() {
        Arbitrary<String> plain =
                Arbitraries.strings().withChars(ALNUM).ofMinLength(30).ofMaxLength(40);
        Arbitrary<String> mixed = Combinators.combine(
                        Arbitraries.strings().withChars(ALNUM).ofLength(6),
                        Arbitraries.strings()
                                .withChars(ALNUM + "_-.+=!~^*")
                                .ofMinLength(2)
                                .ofMaxLength(30),
                        Arbitraries.strings().withChars(ALNUM).ofLength(4))
                .as((first, middle, last) -> first + middle + last);
        return Arbitraries.oneOf(placed(Arbitraries.of(FORMS), mixed), placed(Arbitraries.of(TOKENS), plain));
    }

    private static Arbitrary<Hidden> placed(Arbitrary<String> forms, Arbitrary<String> secrets) {
        return Combinators.combine(forms, secrets, Arbitraries.of(Within.values()), around(), around(), breaks())
                .as((form, secret, within, before, after, lineBreak) -> new Hidden(
                        secret, before + lineBreak + within.write(form.replace("%s", secret)) + lineBreak + after));
    }

    private static Arbitrary<String> around() {
        return Combinators.combine(Arbitraries.of(ORDINARY).list().ofMaxSize(4), breaks())
                .as((lines, lineBreak) -> String.join(lineBreak, lines));
    }

    private static Arbitrary<String> breaks() {
        return Arbitraries.of("\n", "\r\n", "\n\n");
    }

    /** Lines without secrets: samples, and names with values, sums and numbers that are made up. */
    static Arbitrary<String> ordinary() {
        Arbitrary<String> hex =
                Arbitraries.strings().withChars("0123456789abcdef").ofLength(40);
        Arbitrary<String> names = Arbitraries.of(
                "status",
                "user",
                "path",
                "size",
                "elapsed",
                "keyboard",
                "monkey",
                "primary_key",
                "tokens",
                "max_tokens",
                "passed",
                "compass",
                "secretary",
                "tokenizer",
                "authority",
                "author",
                "password_file",
                "pwd_depth",
                "sha256");
        // One that begins with a dash is an option: behind "-U", curl takes a name and a password.
        Arbitrary<String> values = Arbitraries.strings()
                .withChars(ALNUM + "_./-")
                .ofMinLength(1)
                .ofMaxLength(40)
                .filter(value -> !value.startsWith("-"));
        return Arbitraries.oneOf(
                Arbitraries.of(RedactionSamples.unharmed()),
                hex.map(sum -> "commit " + sum),
                hex.map(sum -> "sha1:" + sum + "  lib/a.jar"),
                Combinators.combine(names, values).as((name, value) -> name + "=" + value),
                Combinators.combine(names, values).as((name, value) -> "\"" + name + "\": \"" + value + "\","),
                Combinators.combine(names, values).as((name, value) -> "--" + name + " " + value));
    }
}
