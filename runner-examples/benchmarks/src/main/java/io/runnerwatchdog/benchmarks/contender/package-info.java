/** Those that are compared. */
package io.runnerwatchdog.benchmarks.contender;
