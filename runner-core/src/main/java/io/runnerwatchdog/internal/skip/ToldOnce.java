package io.runnerwatchdog.internal.skip;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Hands on the first trouble of each kind: a full disk would otherwise be told of with each step. Thread-safe. */
final class ToldOnce implements Consumer<SkipTrouble> {
    private final Consumer<SkipTrouble> listener;
    private final Set<SkipTrouble.Kind> told = EnumSet.noneOf(SkipTrouble.Kind.class);

    ToldOnce(Consumer<SkipTrouble> listener) {
        this.listener = listener;
    }

    @Override
    public void accept(SkipTrouble trouble) {
        synchronized (told) {
            if (!told.add(trouble.kind())) {
                return;
            }
        }
        listener.accept(trouble);
    }
}
