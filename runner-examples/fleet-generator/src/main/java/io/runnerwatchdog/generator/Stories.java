package io.runnerwatchdog.generator;

import java.util.List;
import java.util.SplittableRandom;

/** The wait chains of the fleet. The everyday ones are seen on all hosts from the first day on. */
final class Stories {
    /** The registry of packages does not answer: hits whoever asks it. */
    static final WaitStory REGISTRY_SILENT =
            new WaitStory("network", List.of("sh", "npm", "node"), "poll on tcp 10.20.0.8:443 SYN_SENT for # s");

    private static final List<WaitStory> EVERYDAY = List.of(
            new WaitStory("network", List.of("sh", "git", "ssh"), "poll on tcp 10.20.0.15:22 ESTABLISHED for # s"),
            new WaitStory("network", List.of("sh", "curl"), "poll on tcp 10.20.3.4:443 ESTABLISHED for # s"),
            new WaitStory("network", List.of("mvn", "java"), "recv tcp 10.20.0.9:8081 ESTABLISHED for # s"),
            new WaitStory("network", List.of("sh", "python3"), "recvfrom udp 10.20.0.2:53 for # s"),
            new WaitStory("network", List.of("sh", "docker"), "poll on unix /run/docker.sock for # s"),
            new WaitStory(
                    "lock", List.of("sh", "apt-get"), "fcntl lock of /var/lib/dpkg/lock-frontend, held by dpkg[#]"),
            new WaitStory("lock", List.of("make", "psql"), "recv tcp 10.20.1.7:5432 ESTABLISHED for # s"),
            new WaitStory("lock", List.of("sh", "java"), "waits for a lock, held by thread # of java[#]"),
            new WaitStory(
                    "io_wait",
                    List.of("sh", "rsync"),
                    "reads /mnt/artifacts/cache (nfs4 10.20.2.2:/artifacts on"
                            + " /mnt/artifacts), uninterruptible for # s"),
            new WaitStory("io_wait", List.of("sh", "tar"), "opens named pipe /run/ci/handover that has no other end"),
            new WaitStory("child_hang", List.of("sh", "make", "sleep"), "sleeps (clock_nanosleep) for # s"),
            new WaitStory("child_hang", List.of("bash", "worker"), "stopped by a signal for # s"),
            new WaitStory("cpu_starve", List.of("sh", "javac"), "runs or waits for the CPU"),
            new WaitStory("busy", List.of("sh", "webpack"), "runs or waits for the CPU"),
            new WaitStory("input_wait", List.of("sh", "ssh-keygen"), "read from terminal /dev/pts/0 for # s"),
            new WaitStory("unknown", List.of("sh", "worker"), "waits for something unknown"));

    /** As often as they are: most stalls are of the network. */
    private static final int[] WEIGHTS = {12, 10, 8, 4, 5, 8, 7, 3, 8, 3, 8, 5, 7, 4, 3, 5};

    private static final int ALL = 100;

    private Stories() {}

    static WaitStory everyday(SplittableRandom random) {
        int left = random.nextInt(ALL);
        int story = 0;
        while (left >= WEIGHTS[story]) {
            left -= WEIGHTS[story++];
        }
        return EVERYDAY.get(story);
    }

    /** A disk that is about to die, in one machine. */
    static WaitStory badDisk(String device) {
        return new WaitStory(
                "io_wait",
                List.of("sh", "cp"),
                "reads /data/cache (ext4 /dev/" + device + " on /data), uninterruptible for # s");
    }

    /** A lock file on shared storage, whose holder is on no machine in particular. */
    static WaitStory sharedLock(String file) {
        return new WaitStory("lock", List.of("sh", "gradle", "java"), "flock of " + file + " for # s");
    }
}
