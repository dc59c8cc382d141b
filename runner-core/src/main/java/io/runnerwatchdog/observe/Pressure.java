package io.runnerwatchdog.observe;

/**
 * How much of the last ten seconds some task of the machine stood still for want of a resource, in percent: the kernel's
 * pressure stall information, see {@code Documentation/accounting/psi.rst} of the kernel.
 *
 * @param cpu for a CPU
 * @param io for a disk
 * @param memory for memory
 */
public record Pressure(double cpu, double io, double memory) {}
