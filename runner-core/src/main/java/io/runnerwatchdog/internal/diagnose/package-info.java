/** Finds out why a run stalled: looks at its tree, asks the classifiers, ranks what they say. */
package io.runnerwatchdog.internal.diagnose;
