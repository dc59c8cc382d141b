/** The life of a run, from the command to the result: puts supervising, diagnosing, stopping and telling in order. */
package io.runnerwatchdog.internal.engine;
