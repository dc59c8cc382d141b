/** Classifiers: from the facts of a stall to a root cause. Each is stateless and safe to share between threads. */
package io.runnerwatchdog.classifiers;
