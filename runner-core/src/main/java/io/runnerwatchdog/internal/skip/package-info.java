/** Which steps are not started because their kind stalled too often lately; what hosts on one machine share of that. */
package io.runnerwatchdog.internal.skip;
