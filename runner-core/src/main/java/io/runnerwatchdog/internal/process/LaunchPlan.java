package io.runnerwatchdog.internal.process;

import io.runnerwatchdog.run.Command;
import java.util.Optional;

/**
 * All that is needed to start a child.
 *
 * @param command what to run
 * @param cookieName the environment variable that marks its tree
 * @param cookieValue the value of that variable
 * @param stdin where it reads from
 * @param stdout where its standard output goes
 * @param stderr where its standard error goes; without meaning where the streams are merged
 * @param prelude what is done in the child's place before it begins
 */
public record LaunchPlan(
        Command command,
        String cookieName,
        String cookieValue,
        Stdio stdin,
        Stdio stdout,
        Stdio stderr,
        Optional<Prelude> prelude) {}
