/** Knows which processes of the machine belong to which run. */
package io.runnerwatchdog.internal.members;
