/** Evidence of a fleet that does not exist, with what goes wrong in it known. */
package io.runnerwatchdog.generator;
