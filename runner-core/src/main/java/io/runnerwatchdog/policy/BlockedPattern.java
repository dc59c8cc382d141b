package io.runnerwatchdog.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One of the texts and regular expressions that no command may match. Immutable. */
sealed interface BlockedPattern {
    Pattern BLANKS = Pattern.compile("\\s+");

    /**
     * What stands in a configuration.
     *
     * @throws IllegalArgumentException if it is blank, or a regular expression that cannot be used
     */
    static BlockedPattern of(String pattern) {
        if (pattern.isBlank()) {
            throw new IllegalArgumentException("a blocked pattern must not be blank");
        }
        boolean isExpression = pattern.length() > 1 && pattern.startsWith("/") && pattern.endsWith("/");
        return isExpression ? Expression.of(pattern) : Text.of(pattern);
    }

    /** Why a command line is refused; empty if it does not match. */
    Optional<String> inLine(String line);

    /** Why a command is refused that was found in it; empty if it does not match. */
    Optional<String> inCommand(Found command);

    /** A text, in which blanks are worth the same, and which is looked for among arguments as well. */
    record Text(String pattern, String spaced, Optional<ArgumentPattern> arguments) implements BlockedPattern {
        static Text of(String pattern) {
            List<String> words = List.of(BLANKS.split(pattern.strip()));
            boolean namesProgram = !OptionNames.isOption(words.get(0));
            return new Text(
                    pattern,
                    BLANKS.matcher(pattern).replaceAll(" "),
                    namesProgram ? Optional.of(new ArgumentPattern(words)) : Optional.empty());
        }

        @Override
        public Optional<String> inLine(String line) {
            return BLANKS.matcher(line).replaceAll(" ").contains(spaced)
                    ? Optional.of(refusal(pattern, ""))
                    : Optional.empty();
        }

        @Override
        public Optional<String> inCommand(Found command) {
            boolean held = command.joined().contains(spaced)
                    || arguments.filter(words -> words.matches(command)).isPresent();
            return held ? Optional.of(refusal(pattern, ": " + command.shown() + command.reached())) : Optional.empty();
        }
    }

    /** A regular expression between slashes. */
    record Expression(String pattern, BoundedPattern expression) implements BlockedPattern {
        static Expression of(String pattern) {
            return new Expression(pattern, BoundedPattern.of(pattern.substring(1, pattern.length() - 1)));
        }

        @Override
        public Optional<String> inLine(String line) {
            return expression.isFoundIn(line) ? Optional.of(refusal(pattern, "")) : Optional.empty();
        }

        @Override
        public Optional<String> inCommand(Found command) {
            return expression.isFoundIn(command.joined())
                    ? Optional.of(refusal(pattern, ": " + command.shown() + command.reached()))
                    : Optional.empty();
        }
    }

    private static String refusal(String pattern, String where) {
        return "the command holds the blocked pattern " + Shown.quoted(pattern) + where;
    }
}
