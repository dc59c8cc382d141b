package io.runnerwatchdog.generator;

import java.util.OptionalLong;

/**
 * What one host is like.
 *
 * @param name what its lines and its folder say
 * @param busyness how many events it has, beside others; around 1
 * @param stallsPerMille how many of its steps stall for everyday reasons
 * @param compresses whether it compresses what it has rotated
 * @param diskBadFrom from when on its disk is bad, in milliseconds since 1970
 * @param lockFrom from when on it waits for the spreading lock
 */
record HostProfile(
        int number,
        String name,
        Site site,
        double busyness,
        int stallsPerMille,
        boolean compresses,
        OptionalLong diskBadFrom,
        OptionalLong lockFrom) {
    boolean diskIsBad(long at) {
        return diskBadFrom.isPresent() && at >= diskBadFrom.getAsLong();
    }

    boolean knowsLock(long at) {
        return lockFrom.isPresent() && at >= lockFrom.getAsLong();
    }
}
