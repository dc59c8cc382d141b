package io.runnerwatchdog.generator;

import java.util.SplittableRandom;

/**
 * One attempt of a step that somebody runs.
 *
 * @param typeName what lines call its type: hostile now and then
 * @param runHigh the first half of the id of its run
 * @param runLow the second half
 * @param shadow whether its stalls are only told
 */
record Step(
        StepType type,
        String typeName,
        String environment,
        String command,
        int pid,
        long runHigh,
        long runLow,
        int attempt,
        boolean shadow) {
    private static final int HIGHEST_PID = 4_194_304;

    static Step any(SplittableRandom random) {
        StepType type = StepType.any(random);
        int place = random.nextInt(100);
        String environment = place < 72 ? "ci" : place < 90 ? "development" : "production";
        return new Step(
                type,
                type.word(),
                environment,
                type.command(random),
                pid(random),
                random.nextLong(),
                random.nextLong(),
                1,
                environment.equals("development") && random.nextInt(100) < 4);
    }

    private static int pid(SplittableRandom random) {
        return 300 + random.nextInt(HIGHEST_PID - 310);
    }

    /** Attempts of a step are one run. */
    Step nextAttempt(SplittableRandom random) {
        return new Step(type, typeName, environment, command, pid(random), runHigh, runLow, attempt + 1, shadow);
    }

    Step named(String otherType, String otherEnvironment, String otherCommand) {
        return new Step(type, otherType, otherEnvironment, otherCommand, pid, runHigh, runLow, attempt, shadow);
    }

    /** The program that its command starts. */
    String program() {
        int blank = command.indexOf(' ');
        return blank < 0 ? command : command.substring(0, blank);
    }
}
