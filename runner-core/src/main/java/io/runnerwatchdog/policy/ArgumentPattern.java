package io.runnerwatchdog.policy;

import java.util.List;
import java.util.Set;

/** The words of a blocked pattern, looked for among the arguments of a command instead of in its text. */
final class ArgumentPattern {
    private final String program;
    private final OptionNames names;
    private final Set<String> options;
    private final List<String> operands;

    /** Takes the words of a pattern, the program first. */
    ArgumentPattern(List<String> words) {
        program = Word.baseName(words.get(0));
        names = new OptionNames(program);
        List<String> arguments = words.subList(1, words.size());
        options = names.wanted(arguments.stream().filter(OptionNames::isOption).toList());
        operands =
                arguments.stream().filter(word -> !OptionNames.isOption(word)).toList();
    }

    /** Whether it is this program, with all these options anywhere, and the other words in this order. */
    boolean matches(Found command) {
        if (!command.programName().equals(program)) {
            return false;
        }
        List<Word> arguments = command.words().subList(1, command.words().size());
        return names.given(arguments).containsAll(options) && hasOperands(arguments);
    }

    private boolean hasOperands(List<Word> arguments) {
        int met = 0;
        for (Word argument : arguments) {
            if (met < operands.size() && argument.text().equals(operands.get(met))) {
                met++;
            }
        }
        return met == operands.size();
    }
}
