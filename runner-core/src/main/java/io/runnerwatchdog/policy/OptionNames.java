package io.runnerwatchdog.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows which options of a command are the same: {@code -rf}, {@code -f -r}, and for some programs the long names. */
final class OptionNames {
    /** Programs whose options are words behind one dash, so that {@code -delete} is no bundle of letters. */
    private static final Set<String> WORD_OPTIONS = Set.of(
            "find", "java", "javac", "go", "terraform", "openssl", "ffmpeg", "gcc", "g++", "clang", "ld", "dotnet");

    /** From their manuals: letters, and the long option that each stands for. */
    private static final Map<String, Map<Character, String>> SAME = Map.of(
            "rm", Map.of('r', "--recursive", 'R', "--recursive", 'f', "--force"),
            "cp", Map.of('r', "--recursive", 'R', "--recursive", 'f', "--force"),
            "mv", Map.of('f', "--force"),
            "chmod", Map.of('R', "--recursive"),
            "chown", Map.of('R', "--recursive"),
            "chgrp", Map.of('R', "--recursive"),
            "git", Map.of('f', "--force"),
            "docker", Map.of('f', "--force"),
            "podman", Map.of('f', "--force"));

    private static final int LONGEST_BUNDLE_IN_A_PATTERN = 4;
    private static final int SHORTEST_ABBREVIATION = "--r".length();

    private final boolean wordOptions;
    private final Map<Character, String> same;

    OptionNames(String program) {
        wordOptions = WORD_OPTIONS.contains(program);
        same = SAME.getOrDefault(program, Map.of());
    }

    static boolean isOption(String word) {
        return word.length() > 1 && word.charAt(0) == '-';
    }

    /** The options that a pattern asks for. */
    Set<String> wanted(List<String> words) {
        Set<String> options = new HashSet<>();
        for (String word : words) {
            if (word.startsWith("--")) {
                options.add(longName(word));
            } else if (wordOptions || word.length() > LONGEST_BUNDLE_IN_A_PATTERN) {
                options.add(word);
            } else {
                addLetters(word, options);
            }
        }
        return options;
    }

    /** The options that a command has, under every name that a pattern could ask for. */
    Set<String> given(List<Word> arguments) {
        Set<String> options = new HashSet<>();
        for (Word argument : arguments) {
            String word = argument.text();
            if (word.equals("--")) {
                break;
            }
            if (isOption(word)) {
                options.add(word);
                if (word.startsWith("--")) {
                    int value = word.indexOf('=');
                    options.add(longName(value < 0 ? word : word.substring(0, value)));
                } else if (!wordOptions) {
                    addLetters(word, options);
                }
            }
        }
        return options;
    }

    private void addLetters(String bundle, Set<String> options) {
        for (int i = 1; i < bundle.length() && Character.isLetterOrDigit(bundle.charAt(i)); i++) {
            char letter = bundle.charAt(i);
            options.add(same.getOrDefault(letter, "-" + letter));
        }
    }

    /** The full name of what may be an abbreviation, where the full names are known. */
    private String longName(String option) {
        return same.values().stream()
                .filter(name -> option.length() >= SHORTEST_ABBREVIATION && name.startsWith(option))
                .findFirst()
                .orElse(option);
    }
}
