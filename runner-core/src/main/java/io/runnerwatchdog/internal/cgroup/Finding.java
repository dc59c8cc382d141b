package io.runnerwatchdog.internal.cgroup;

/** What came of looking for a place where this host may make groups. */
public sealed interface Finding {
    /** There is one. */
    record Found(CgroupHome home) implements Finding {}

    /**
     * There is none.
     *
     * @param reason one sentence for people: what, where, found, expected
     */
    record NotToBeHad(String reason) implements Finding {}
}
