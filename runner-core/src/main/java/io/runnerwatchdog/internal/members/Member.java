package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.StopReceipt.Membership;

/**
 * One process of a run.
 *
 * @param membership why it is taken for one
 */
public record Member(ProcessIdentity identity, Membership membership) {
    /** The process number. */
    public long pid() {
        return identity.pid();
    }
}
