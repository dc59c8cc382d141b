package io.runnerwatchdog.spi;

import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.StallKind;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a classifier sees of a stall. Immutable.
 *
 * @param command what was run
 * @param kind which limit it reached
 * @param silentFor how long it had printed nothing
 * @param earlier the tree a moment before the limit, for differences; empty where there was no time for it or the
 *     platform shows nothing
 * @param now the tree at the limit; without members where the platform shows nothing
 * @param interlude what was met in passing between the two
 * @param chain who waits for whom, from {@code now}
 * @param stdout the last of its standard output
 * @param stderr the last of its standard error
 */
public record StallContext(
        Command command,
        StallKind kind,
        Duration silentFor,
        Optional<TreeSnapshot> earlier,
        TreeSnapshot now,
        Interlude interlude,
        WaitChain chain,
        OutputTail stdout,
        OutputTail stderr) {
    public StallContext {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(silentFor, "silentFor");
        Objects.requireNonNull(earlier, "earlier");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(interlude, "interlude");
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(stdout, "stdout");
        Objects.requireNonNull(stderr, "stderr");
    }

    /** Both tails, standard output first; which line of the two streams was printed first is not known. */
    public OutputTail output() {
        String between = stdout.text().isEmpty() || stdout.text().endsWith("\n") ? "" : "\n";
        return new OutputTail(stdout.text() + between + stderr.text(), stdout.bytesSeen() + stderr.bytesSeen());
    }
}
