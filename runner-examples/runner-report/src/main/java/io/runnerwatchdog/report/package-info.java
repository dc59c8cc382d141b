/**
 * What the evidence adds up to. Each figure is defined here and nowhere else; whoever reads evidence in another way (many
 * files at once, another engine) must come to the same numbers.
 */
package io.runnerwatchdog.report;
