package io.runnerwatchdog.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which names of settings, options and environment variables say that their value is secret. */
final class SecretNames {
    /** Longer names are judged by their end. */
    static final int LONGEST = 64;

    private static final List<String> SECRETS = List.of(
            "password", "passwd", "passphrase", "passcode", "secret", "token", "credential", "credentials", "creds");

    /** Secret behind another word only: alone they are too ordinary. */
    private static final Set<String> SHORT_SECRETS = Set.of("secrets", "passwords");

    /** The same of variables only: {@code python3-jwt} is a package. */
    private static final Set<String> SHORT_SECRETS_OF_VARIABLES = Set.of("pat", "jwt", "sas");

    private static final Set<String> PASSES = Set.of(
            "storepass",
            "keypass",
            "pgpass",
            "dbpass",
            "sshpass",
            "userpass",
            "rootpass",
            "proxypass",
            "smtppass",
            "mailpass",
            "ldappass",
            "httppass",
            "ftppass");

    /** What makes a {@code …key} a secret one. */
    private static final Set<String> SECRET_KEYS = Set.of(
            "api",
            "access",
            "secret",
            "private",
            "auth",
            "signing",
            "encryption",
            "decryption",
            "account",
            "storage",
            "master",
            "shared",
            "license",
            "licence",
            "subscription",
            "functions",
            "session",
            "app",
            "application",
            "consumer",
            "client",
            "admin",
            "hmac",
            "jwt",
            "webhook",
            "sas",
            "crypto",
            "deploy");

    /** Environment variables whose {@code …_KEY} is none to open anything with. */
    private static final Set<String> OPEN_KEYS = Set.of(
            "public",
            "primary",
            "foreign",
            "cache",
            "sort",
            "partition",
            "lookup",
            "index",
            "unique",
            "row",
            "object",
            "routing",
            "group",
            "hot",
            "enter",
            "return",
            "registry",
            "restore",
            "save",
            "map",
            "config",
            "setting",
            "field",
            "message",
            "locale");

    /** Words behind the telling one that change nothing about it. */
    private static final Set<String> SUFFIXES = Set.of(
            "prod",
            "production",
            "staging",
            "stage",
            "dev",
            "test",
            "qa",
            "ci",
            "live",
            "old",
            "new",
            "current",
            "previous",
            "default",
            "base",
            "value",
            "plain",
            "plaintext",
            "base64",
            "b64",
            "encoded",
            "hash",
            "primary",
            "secondary",
            "staged");

    private static final Set<String> HARMLESS_TOKENS =
            Set.of("next", "page", "continuation", "cancellation", "pagination", "sync", "resume");
    private static final Set<String> DENIALS = Set.of("no", "ask", "prompt", "without", "skip");
    private static final Set<String> COUNTED_PASSES = Set.of("first", "second", "one", "two", "multi", "single", "by");

    private SecretNames() {}

    /** Whether the value of this name is secret. */
    static boolean tell(String name) {
        List<String> words = words(name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name);
        while (words.size() > 1 && SUFFIXES.contains(last(words))) {
            words.remove(words.size() - 1);
        }
        if (words.size() > 2
                && last(words).equals("id")
                && words.get(words.size() - 2).equals("key")) {
            words.remove(words.size() - 1);
        }
        if (words.isEmpty() || DENIALS.contains(words.get(0))) {
            return false;
        }
        String last = last(words);
        String before = words.size() > 1 ? words.get(words.size() - 2) : "";
        return isSecret(last, before, isVariable(name))
                || isPass(last, before)
                || isKey(last, before, name)
                || last.endsWith("pwd") && !last.equals("oldpwd") && !name.equals("PWD")
                || name.equals("_auth");
    }

    private static boolean isSecret(String last, String before, boolean variable) {
        if (last.equals("token") && HARMLESS_TOKENS.contains(before)) {
            return false;
        }
        return SECRETS.stream().anyMatch(last::endsWith)
                || !before.isEmpty()
                        && (SHORT_SECRETS.contains(last) || variable && SHORT_SECRETS_OF_VARIABLES.contains(last));
    }

    private static boolean isVariable(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT));
    }

    private static boolean isPass(String last, String before) {
        return PASSES.contains(last) || last.equals("pass") && !before.isEmpty() && !COUNTED_PASSES.contains(before);
    }

    private static boolean isKey(String last, String before, String name) {
        if (!last.endsWith("key")) {
            return false;
        }
        if (!last.equals("key")) {
            return SECRET_KEYS.contains(last.substring(0, last.length() - "key".length()));
        }
        return SECRET_KEYS.contains(before) || isVariable(name) && !before.isEmpty() && !OPEN_KEYS.contains(before);
    }

    private static String last(List<String> words) {
        return words.get(words.size() - 1);
    }

    /** {@code db.authToken_2} has the words db, auth and token. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = Extent.isLetterOrDigit(c);
            if (!letter || i > 0 && Character.isUpperCase(c) && isSeam(name, i)) {
                add(words, word);
            }
            if (letter) {
                word.append(Character.toLowerCase(c));
            }
        }
        add(words, word);
        return words;
    }

    private static boolean isSeam(String name, int upper) {
        boolean wordBegins = upper + 1 < name.length() && Character.isLowerCase(name.charAt(upper + 1));
        return Character.isLowerCase(name.charAt(upper - 1)) || wordBegins;
    }

    private static void add(List<String> words, StringBuilder word) {
        int end = word.length();
        boolean encoding = word.length() > 2 && word.toString().endsWith("64");
        while (!encoding && end > 0 && Character.isDigit(word.charAt(end - 1))) {
            end--;
        }
        if (end > 0) {
            words.add(word.substring(0, end));
        }
        word.setLength(0);
    }
}
