/** What holds when the host itself dies: a guardian that outlives it, and a sweep at the next start. */
package io.runnerwatchdog.internal.guard;
