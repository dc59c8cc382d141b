package io.runnerwatchdog.policy;

import io.runnerwatchdog.run.Command;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which commands may run. A guard against mistakes, not against malice: it reads what a command says, as a shell would,
 * and cannot know what a program does. Immutable and thread-safe.
 *
 * <p>By default everything may run. With {@link #allowing allowed programs}, each program that a command would start must
 * be one of them; with {@link #blocking blocked patterns}, no command in it may match one. What can be dodged, and what
 * cannot, is listed in {@code docs/policy.md}.
 */
public final class CommandPolicy {
    private static final int LONGEST_LINE = 128 * 1024;
    private static final CommandPolicy EVERYTHING = new CommandPolicy(List.of(), List.of());

    private final List<String> allowed;
    private final List<BlockedPattern> blocked;

    private CommandPolicy(List<String> allowed, List<BlockedPattern> blocked) {
        this.allowed = allowed;
        this.blocked = blocked;
    }

    /** Every command may run. */
    public static CommandPolicy everything() {
        return EVERYTHING;
    }

    /**
     * The same, with these programs alone. Shells and programs such as {@code env}, which only start others, need not be
     * among them.
     *
     * @param programs by base name; none: all programs
     */
    public CommandPolicy allowing(Collection<String> programs) {
        return new CommandPolicy(programs.stream().distinct().toList(), blocked);
    }

    /**
     * The same, with these patterns alone.
     *
     * @param patterns texts, or regular expressions between slashes
     * @throws IllegalArgumentException if one is blank, or no regular expression that is matched in linear time
     */
    public CommandPolicy blocking(Collection<String> patterns) {
        return new CommandPolicy(
                allowed, patterns.stream().map(BlockedPattern::of).toList());
    }

    /** Why this command may not run, for people; empty if it may. It may quote the command: redact before writing. */
    public Optional<String> refusal(Command command) {
        if (allowed.isEmpty() && blocked.isEmpty()) {
            return Optional.empty();
        }
        String line = command.display();
        if (line.length() > LONGEST_LINE) {
            return Optional.of("the command has " + line.length() + " characters, and no more than " + LONGEST_LINE
                    + " are looked at");
        }
        CommandFinder.Findings findings = CommandFinder.in(command.argv());
        return firstBlocked(line, findings.commands())
                .or(() -> findings.doubt().map(doubt -> "the command cannot be judged: " + doubt))
                .or(() -> firstNotAllowed(findings.commands()));
    }

    private Optional<String> firstBlocked(String line, List<Found> commands) {
        for (BlockedPattern pattern : blocked) {
            Optional<String> reason = pattern.inLine(line);
            for (int i = 0; reason.isEmpty() && i < commands.size(); i++) {
                reason = pattern.inCommand(commands.get(i));
            }
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private Optional<String> firstNotAllowed(List<Found> commands) {
        return allowed.isEmpty()
                ? Optional.empty()
                : commands.stream()
                        .map(this::notAllowed)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private Optional<String> notAllowed(Found command) {
        String name = command.programName();
        return switch (command.kind()) {
            case MEANS, HARMLESS -> Optional.empty();
            case HIDING ->
                allowed.contains(name)
                        ? Optional.empty()
                        : Optional.of("what " + command.shown() + " would run cannot be looked into, and "
                                + notAmong(name) + command.reached());
            case PROGRAM -> {
                if (!command.program().known()) {
                    yield Optional.of(
                            "which program " + Shown.quoted(command.program().source())
                                    + " is cannot be known before it runs" + command.reached());
                }
                yield allowed.contains(name) ? Optional.empty() : Optional.of(notAmong(name) + command.reached());
            }
        };
    }

    private String notAmong(String name) {
        return Shown.quoted(name) + " is not among the allowed commands " + String.join(", ", allowed);
    }
}
