package io.runnerwatchdog.benchmarks.diagnosis;

import io.runnerwatchdog.benchmarks.diagnosis.StallingHost.End;
import io.runnerwatchdog.benchmarks.trial.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What many runs that stall again and again cost their host, beside hosts whose runs end in other ways as often. */
final class Shares {
    /** What the runs do; each never ends by itself. */
    enum Child {
        READS("in a read of a pipe", "sh", "-c", "p=$1/$$; mkfifo $p; exec 3<>$p; rm $p; cat <&3; :", "sh"),
        SLEEPS("asleep, so watched in passing", "sh", "-c", "sleep 100000; :", "sh"),
        JVM("a JVM below a shell", "sh", "-c", "shift; \"$@\"; :", "sh");

        private final String title;
        private final List<String> argv;

        Child(String title, String... argv) {
            this.title = title;
            this.argv = List.of(argv);
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        String title() {
            return title;
        }

        private List<String> argv(Path directory) {
            List<String> all = new ArrayList<>(argv);
            all.add(directory.toString());
            if (this == JVM) {
                all.addAll(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xshare:auto",
                        "-Xmx16m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WaitingJvm.class.getName(),
                        "10"));
            }
            return all;
        }
    }

    private final int runs;
    private final Duration period;
    private final Path directory;

    /** @param directory where children may make what they need */
    Shares(int runs, Duration period, Path directory) {
        this.runs = runs;
        this.period = period;
        this.directory = directory;
    }

    /**
     * What one kind of child costs.
     *
     * @param stalling of the host whose runs stall
     * @param cancelled of the host that cancels them
     * @param ending of the host whose runs are ended by somebody else
     */
    record Row(Child child, Share stalling, Share cancelled, Share ending) {
        /** CPU time of the host for one stall, without the stop after it. */
        double millisPerDiagnosis() {
            return stalling.millisPerEnd() - cancelled.millisPerEnd();
        }

        /** CPU time of the host for stopping one. */
        double millisPerStop() {
            return cancelled.millisPerEnd() - ending.millisPerEnd();
        }
    }

    /**
     * What one host used.
     *
     * @param ends how many runs ended meanwhile
     */
    record Share(long cpuMillis, long ends, Duration measured) {
        double ofACore() {
            return cpuMillis / (double) measured.toMillis();
        }

        private double millisPerEnd() {
            return cpuMillis / (double) ends;
        }
    }

    /** One host after the other: what a look at the machine costs depends on how many processes there are. */
    Row measure(Child child) throws IOException, InterruptedException {
        return new Row(child, measure(End.STALLS, child), measure(End.CANCELLED, child), measure(End.ENDS, child));
    }

    private Share measure(End end, Child child) throws IOException, InterruptedException {
        try (ChildJvm host = host(end, child)) {
            host.line();
            // In the first period the code gets warm and the runs are spread over the time.
            Thread.sleep(period.toMillis());
            Answer before = Answer.of(host.ask("before"));
            long begun = System.nanoTime();
            Thread.sleep(period.toMillis());
            Answer after = Answer.of(host.ask("after"));
            Duration measured = Duration.ofNanos(System.nanoTime() - begun);
            if (!host.end()) {
                throw new IllegalStateException("a host did not end as it should");
            }
            long stalls = after.stalls - before.stalls;
            long ends = after.ends - before.ends;
            if (ends == 0 || stalls > 0 != (end == End.STALLS)) {
                throw new IllegalStateException(end + ": " + ends + " ends, " + stalls + " stalls");
            }
            return new Share(after.cpuMillis - before.cpuMillis, ends, measured);
        }
    }

    private ChildJvm host(End end, Child child) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(runs, period.toMillis(), end));
        arguments.addAll(child.argv(directory));
        return ChildJvm.start(StallingHost.class, arguments.toArray());
    }

    /** What a host says of itself. */
    private record Answer(long cpuMillis, long stalls, long ends) {
        static Answer of(String line) {
            String[] numbers = line.split(" ", 3);
            return new Answer(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
        }
    }
}
