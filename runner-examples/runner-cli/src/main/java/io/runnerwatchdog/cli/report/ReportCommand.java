package io.runnerwatchdog.cli.report;

import picocli.CommandLine;

/** What the evidence adds up to. */
@CommandLine.Command(
        name = "report",
        description = "Adds the evidence up.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = Daily.class)
public final class ReportCommand {}
