package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.StopReceipt.Membership;

/**
 * One process of a run.
 *
 * @param name its short name when it was first seen; hostile text
 * @param membership why it is taken for one
 */
public record Member(ProcessIdentity identity, String name, Membership membership) {
    /** The process number. */
    public long pid() {
        return identity.pid();
    }
}
