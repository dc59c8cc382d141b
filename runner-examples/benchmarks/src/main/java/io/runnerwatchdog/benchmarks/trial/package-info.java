/** What takes too long, or is too big, for the tests: run by hand, each trial says itself whether it passed. */
package io.runnerwatchdog.benchmarks.trial;
