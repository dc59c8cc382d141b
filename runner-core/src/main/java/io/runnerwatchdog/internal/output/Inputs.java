package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.process.Stdio;
import io.runnerwatchdog.run.Stdin;

/** Where a child reads from when we do not write to it. */
final class Inputs {
    private Inputs() {}

    static Stdio withoutPipe(Stdin stdin) {
        if (stdin instanceof Stdin.Closed) {
            return new Stdio.Nothing();
        }
        if (stdin instanceof Stdin.Inherited) {
            return new Stdio.Inherited();
        }
        return stdin instanceof Stdin.FromFile file ? new Stdio.OnFile(file.path()) : new Stdio.Nothing();
    }
}
