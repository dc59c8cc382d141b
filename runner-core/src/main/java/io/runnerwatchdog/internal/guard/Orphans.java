package io.runnerwatchdog.internal.guard;

import io.runnerwatchdog.internal.members.Census;
import io.runnerwatchdog.internal.members.Family;
import io.runnerwatchdog.internal.members.FamilyMarks;
import io.runnerwatchdog.internal.members.ProcessTable;
import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import io.runnerwatchdog.internal.process.Cookie;
import io.runnerwatchdog.internal.process.Cookie.Owner;
import io.runnerwatchdog.spi.Ticker;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the runs of hosts have left behind that are dead by now: their cookies say who owned them, and where that kept its
 * evidence. Only who keeps evidence in the same place may clear up after them.
 */
public final class Orphans {
    private final ProcessTable table;
    private final Ticker ticker;

    public Orphans(ProcessTable table, Ticker ticker) {
        this.table = table;
        this.ticker = ticker;
    }

    /** The processes whose owner is dead and kept its evidence where {@code mine} does; empty if there are none. */
    public Optional<Family> of(Owner mine) {
        Set<String> cookies = new TreeSet<>();
        for (Entry entry : table.all()) {
            if (!entry.dead()) {
                table.variables(entry.pid(), Cookie.PREFIX).forEach((name, value) -> {
                    if (Owner.parse(value)
                            .filter(owner -> isDeadAndOf(owner, mine))
                            .isPresent()) {
                        cookies.add(name);
                    }
                });
            }
        }
        return cookies.isEmpty()
                ? Optional.empty()
                : Optional.of(new Family(new Census(table, Cookie.PREFIX, ticker), FamilyMarks.ofCookies(cookies)));
    }

    private boolean isDeadAndOf(Owner owner, Owner mine) {
        return !owner.place().isEmpty()
                && owner.place().equals(mine.place())
                && table.find(owner.host().pid())
                        .filter(entry -> !entry.dead() && entry.identity().equals(owner.host()))
                        .isEmpty();
    }
}
