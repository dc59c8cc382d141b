package com.example.licence;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code licence}: a program waits for the licence server, or has said as its last word that it waits for a licence.
 * Stateless, thread-safe.
 */
public final class LicenceClassifier implements RootCauseClassifier {
    private static final RootCause LICENCE = RootCause.of("licence");

    /** The server listens on the first of these ports that is free. Nothing else of ours does. */
    private static final Pattern SERVER = Pattern.compile(".*:2700[0-9]");

    /** Surer than {@code network}, which sees the same connection and does not know whose it is. */
    private static final double CONNECTED = 0.98;

    /** The line may be older than the hang. */
    private static final double PRINTED = 0.9;

    /** Output may be long, and only its end tells what a program does now. */
    private static final int END = 1000;

    /** Made by {@link java.util.ServiceLoader}. */
    public LicenceClassifier() {}

    @Override
    public String id() {
        return "com.example.licence";
    }

    @Override
    public Optional<Verdict> classify(StallContext stall) {
        return waitsForServer(stall).or(() -> saysSo(stall));
    }

    private static Optional<Verdict> waitsForServer(StallContext stall) {
        return stall.chain().leaf().stream()
                .flatMap(leaf -> oneByOne(leaf.waitsFor()))
                .flatMap(wait -> wait.as(Wait.OnSocket.class).stream())
                .filter(on -> SERVER.matcher(on.socket().remote()).matches())
                .findFirst()
                .map(on -> Verdict.of(LICENCE, CONNECTED).because(Because.fact(on.describe())));
    }

    /** A program that polls waits for several things at once. */
    private static Stream<Wait> oneByOne(Wait wait) {
        return wait instanceof Wait.OnEvents any ? any.candidates().stream() : Stream.of(wait);
    }

    private static Optional<Verdict> saysSo(StallContext stall) {
        return Stream.of(stall.stderr(), stall.stdout())
                .flatMap(tail -> lastLine(tail).stream())
                .filter(line -> line.contains("waiting for a licence"))
                .findFirst()
                .map(line -> Verdict.of(LICENCE, PRINTED).because(Because.outputLine(line)));
    }

    /** What it said before has been overtaken by what it said last. */
    private static Optional<String> lastLine(OutputTail tail) {
        return tail.last(END).lines().filter(line -> !line.isBlank()).reduce((older, newer) -> newer);
    }
}
