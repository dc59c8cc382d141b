/**
 * Commands under watch in tests of JUnit Jupiter: {@link io.runnerwatchdog.junit.WatchdogExtension} runs them,
 * {@link io.runnerwatchdog.junit.TimeoutDumps} looks at those that a test has started itself when its time is over.
 */
package io.runnerwatchdog.junit;
