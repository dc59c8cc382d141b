package io.runnerwatchdog.generator;

import java.util.ArrayList;
import java.util.List;

/**
 * A wait chain that is seen again and again, with other numbers each time.
 *
 * @param processes from the first process on
 * @param ending what the last of them waits for; {@code [#]} stands for the number of another process, {@code #} for seconds
 */
record WaitStory(String rootCause, List<String> processes, String ending) {
    private static final String OTHER_PROCESS = "[#]";

    /** As one stall has it. */
    List<String> links(int pid, int otherPid, int seconds) {
        List<String> links = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            links.add(processes.get(i) + "[" + (pid + i) + "] "
                    + (i < processes.size() - 1
                            ? "waits for " + processes.get(i + 1) + "[" + (pid + i + 1) + "]"
                            : ending.replace(OTHER_PROCESS, "[" + otherPid + "]")
                                    .replace("#", seconds + "")));
        }
        return links;
    }

    /** As reports count it: without numbers of processes, and {@code #} for other numbers. */
    List<String> counted() {
        List<String> links = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            links.add(processes.get(i) + " "
                    + (i < processes.size() - 1
                            ? "waits for " + processes.get(i + 1)
                            : ending.replace(OTHER_PROCESS, "")));
        }
        return List.copyOf(links);
    }

    String last() {
        return processes.get(processes.size() - 1);
    }
}
