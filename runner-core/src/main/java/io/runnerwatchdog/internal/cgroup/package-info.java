/** Keeps a run in a cgroup v2 of its own, where the host allows that. */
package io.runnerwatchdog.internal.cgroup;
