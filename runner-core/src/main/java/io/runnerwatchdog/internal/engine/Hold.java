package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.internal.cgroup.Cgroup;
import io.runnerwatchdog.internal.members.FamilyMarks;
import io.runnerwatchdog.internal.members.MarkRange;
import io.runnerwatchdog.internal.process.Prelude;
import io.runnerwatchdog.run.ContainedBy;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What holds one run together.
 *
 * @param level what that amounts to
 * @param mark the mark of its processes, where they are given one
 * @param group its control group, where it has one
 */
record Hold(ContainedBy level, OptionalLong mark, Optional<Cgroup> group) {
    /** What has to be done before the command begins. */
    Optional<Prelude> prelude() {
        if (group.isPresent()) {
            return Optional.of(Prelude.joining(group.get().procsFile()));
        }
        return mark.isPresent() ? Optional.of(Prelude.marking(mark.getAsLong())) : Optional.empty();
    }

    /** The marks of its family, with those that this adds. */
    FamilyMarks add(FamilyMarks marks) {
        FamilyMarks marked =
                marks.mark(mark.isPresent() ? Optional.of(MarkRange.of(mark.getAsLong())) : Optional.empty());
        return group.isPresent() ? marked.group(group.get()::members) : marked;
    }
}
