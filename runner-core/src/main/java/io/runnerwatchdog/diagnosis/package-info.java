/** What was concluded from the facts of a stall. */
package io.runnerwatchdog.diagnosis;
