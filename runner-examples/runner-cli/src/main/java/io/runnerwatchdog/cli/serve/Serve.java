package io.runnerwatchdog.cli.serve;

import io.runnerwatchdog.cli.config.Settings;
import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.metrics.MetricsOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the meters: follows the evidence and feeds the meters that an embedding host gets. */
@CommandLine.Command(
        name = "serve",
        description = "Serves /metrics and /healthz, fed from all evidence that there is and comes, until interrupted.",
        mixinStandardHelpOptions = true)
public final class Serve implements Callable<Integer> {
    private static final int LARGEST_PORT = 65_535;

    @Option(
            names = "--port",
            description =
                    "The port; 0 for a free one. Default: that of the configuration's metrics.endpoint, else 4001.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "The address. Default 127.0.0.1; anything else lets other machines read the meters.")
    private Optional<InetAddress> listen = Optional.empty();

    @Option(names = "--host-label", description = "Label stalls with the machine that they were on.")
    private boolean hostLabel;

    @Mixin
    private Settings settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        RunnerConfig config = settings.load();
        Listening listening = listening(config);
        MetricsOptions options = MetricsOptions.DEFAULTS.withHostTag(hostLabel);
        try (ServedEvidence served =
                ServedEvidence.open(listening, settings.evidenceDirectory(config), config, options)) {
            announce(listening, served.url(), settings.evidenceFile(config));
            served.follow();
        }
        return 0;
    }

    private Listening listening(RunnerConfig config) throws IOException {
        int wanted = port.orElseGet(() -> config.metrics().endpoint().getPort());
        if (wanted < 0 || wanted > LARGEST_PORT) {
            throw new UsageException("--port must be within 0 and " + LARGEST_PORT + ", was " + wanted);
        }
        return new Listening(listen.isPresent() ? listen.get() : InetAddress.getByName("127.0.0.1"), wanted);
    }

    private void announce(Listening listening, String url, Path file) {
        PrintWriter err = spec.commandLine().getErr();
        if (!listening.isForThisMachineOnly()) {
            err.println("runner: warning: whoever can reach "
                    + listening.address().getHostAddress() + " can read the meters; nobody is asked for a password");
        }
        err.println("runner: " + url + "/metrics follows " + file);
        err.flush();
    }
}
