package io.runnerwatchdog.cli.chaos;

import java.util.List;

/** The drills that come with the command line, by group. */
final class Drills {
    static final List<String> GROUPS = List.of(BurstDrills.GROUP, MetricsDrills.GROUP, EvidenceDrills.GROUP);

    private Drills() {}

    static List<Drill> of(String group) {
        return switch (group) {
            case BurstDrills.GROUP -> BurstDrills.all();
            case MetricsDrills.GROUP -> MetricsDrills.all();
            default -> EvidenceDrills.all();
        };
    }
}
