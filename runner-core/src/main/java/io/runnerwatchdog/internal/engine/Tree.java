package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.internal.diagnose.TreeEyes;
import io.runnerwatchdog.internal.members.Family;
import io.runnerwatchdog.observe.TreeSnapshot;
import java.util.List;
import java.util.Optional;

/** The processes of one run: who they are, and what they do. Each look also remembers who was there. */
record Tree(Family family, TreeEyes eyes) {
    TreeSnapshot look(Optional<TreeSnapshot> earlier) {
        return eyes.look(pids(), earlier);
    }

    TreeSnapshot totals() {
        return eyes.totals(pids());
    }

    private List<Long> pids() {
        return family.living().stream().map(member -> member.identity().pid()).toList();
    }
}
