/** For authors of classifiers: stalls to judge, made by hand or recorded, and the contract that a classifier keeps. */
package io.runnerwatchdog.classifiers.testkit;
