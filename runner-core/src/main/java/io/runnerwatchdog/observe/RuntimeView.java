package io.runnerwatchdog.observe;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the language runtime itself says of one of its threads: which the kernel cannot know.
 *
 * @param name the thread's name in the program; hostile text
 * @param state the runtime's word, for example {@code BLOCKED (on object monitor)}
 * @param frames the top of its stack, innermost first; hostile text
 * @param waitsFor the class of the lock or condition that it waits for; empty where it waits for none
 * @param owner the thread that holds it; empty where nobody does, or it is a condition
 * @param deadlock the runtime found that it waits in a circle
 */
public record RuntimeView(
        String name,
        String state,
        List<String> frames,
        Optional<String> waitsFor,
        OptionalLong owner,
        boolean deadlock) {
    public RuntimeView {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        frames = List.copyOf(frames);
        Objects.requireNonNull(waitsFor, "waitsFor");
        Objects.requireNonNull(owner, "owner");
    }

    /** Whether some frame of the top begins so, for example {@code java.lang.ProcessImpl.waitFor}. */
    public boolean isIn(String method) {
        return frames.stream().anyMatch(frame -> frame.contains(method));
    }

    /** For people: name, state and the innermost frame. */
    public String describe() {
        return "\"" + name + "\" " + state + (frames.isEmpty() ? "" : " at " + frames.get(0));
    }
}
