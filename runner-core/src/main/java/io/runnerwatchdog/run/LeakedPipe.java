package io.runnerwatchdog.run;

import io.runnerwatchdog.observe.ProcessIdentity;
import java.util.List;
import java.util.Objects;

/**
 * An output stream that was still open when its run had ended: another process inherited it. What that process writes
 * later is not read.
 *
 * @param stream which stream
 * @param holders the processes that hold it, as far as they could be found
 */
public record LeakedPipe(Stream stream, List<ProcessIdentity> holders) {
    public LeakedPipe {
        Objects.requireNonNull(stream, "stream");
        holders = List.copyOf(holders);
    }
}
