/** What it costs to find out why a run stalled: one look at a tree, one judgement, one thread dump, and all of it at once. */
package io.runnerwatchdog.benchmarks.diagnosis;
