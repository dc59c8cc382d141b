/** What the evidence holds: {@code events}, {@code rotate}, {@code verify}. */
package io.runnerwatchdog.cli.evidence;
