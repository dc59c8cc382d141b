/**
 * The evidence of many hosts: which files there are, that an event counts once, and what it adds up to. Engines find and read
 * the lines, side by side, here or on many machines; no figure is theirs.
 */
package io.runnerwatchdog.report.fleet;
