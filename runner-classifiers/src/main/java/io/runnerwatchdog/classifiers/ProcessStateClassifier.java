package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.util.List;
import java.util.Optional;

/**
 * Judges by what the process at the end of the wait chain is doing: what it waits for, or that it runs, or would if it
 * got the CPU. Says nothing where the platform shows no waits. Stateless, thread-safe.
 */
public final class ProcessStateClassifier implements RootCauseClassifier {
    /** Made by {@link java.util.ServiceLoader}, or by a host. */
    public ProcessStateClassifier() {}

    @Override
    public String id() {
        return "process_state";
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Verdict> classify(StallContext stall) {
        Optional<Verdict> byCpu = CpuShare.judge(stall);
        if (byCpu.isPresent()) {
            return byCpu;
        }
        return stall.chain()
                .leaf()
                .flatMap(leaf -> WaitRules.judge(leaf, stall).map(verdict -> explain(verdict, stall)));
    }

    private static Verdict explain(Verdict verdict, StallContext stall) {
        WaitChain chain = stall.chain();
        List<String> lines = chain.describe();
        Verdict explained = verdict;
        for (int i = lines.size() - 1; i >= 0; i--) {
            explained = explained.because(Because.fact(lines.get(i)));
        }
        return explained;
    }
}
