/** The facts of a process tree at one moment, and who waits for whom. */
package io.runnerwatchdog.observe;
