package io.runnerwatchdog.cli.runbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the documentation: its headings, its fenced blocks, and where its links lead. */
record Page(String name, List<Heading> headings, List<Fence> fences, List<String> links, String prose) {
    /** The documentation of this repository. */
    static final Path DOCS = Path.of("..", "..", "docs").toAbsolutePath().normalize();

    static final Path ENGLISH = DOCS.resolve("RUNNER_INCIDENT_RUNBOOK.md");
    static final Path TURKISH = DOCS.resolve("tr/RUNNER_INCIDENT_RUNBOOK.md");
    static final Path ALERTS = DOCS.resolve("operations/alerts");

    private static final Pattern FENCE = Pattern.compile("( *)```(\\w*)");
    private static final Pattern HEADING = Pattern.compile("(#{1,6}) (.*\\S)\\s*");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    /** A heading, and the anchor by which a link reaches it. */
    record Heading(int level, String text) {
        String anchor() {
            return text.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{M}\\p{N}_ -]", "")
                    .replace(' ', '-');
        }
    }

    /** A fenced block; {@code shown} is the answer that the page shows right after it. */
    record Fence(String language, int line, String text, Optional<String> shown) {
        boolean isShell() {
            return language.equals("sh");
        }

        /** Without its comments: those are in the language of the page. */
        List<String> commands() {
            return text.replaceAll("\\\\\\R *", "")
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    static Page read(Path file) throws IOException {
        return parse(DOCS.relativize(file).toString(), Files.readString(file));
    }

    /** Both runbooks, and all pages of alerts. */
    static List<Page> ofOperators() throws IOException {
        List<Page> pages = new ArrayList<>(List.of(read(ENGLISH), read(TURKISH)));
        for (Path alert : alerts()) {
            pages.add(read(alert));
        }
        pages.add(read(ALERTS.resolve("README.md")));
        return pages;
    }

    /** The pages of alerts, without their index. */
    static List<Path> alerts() throws IOException {
        try (Stream<Path> files = Files.list(ALERTS)) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().collect(Collectors.toList());
        }
    }

    static Page parse(String name, String text) {
        List<Heading> headings = new ArrayList<>();
        List<Fence> fences = new ArrayList<>();
        StringBuilder prose = new StringBuilder();
        List<String> lines = text.lines().toList();
        boolean justAfterShell = false;
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = end(name, lines, i, fence.group(1));
                String body = body(lines.subList(i + 1, end), fence.group(1).length());
                if (justAfterShell && fence.group(2).equals("text")) {
                    Fence command = fences.remove(fences.size() - 1);
                    fences.add(new Fence(command.language, command.line, command.text, Optional.of(body)));
                } else {
                    fences.add(new Fence(fence.group(2), i + 1, body, Optional.empty()));
                }
                justAfterShell = fence.group(2).equals("sh");
                i = end;
            } else if (!lines.get(i).isBlank()) {
                justAfterShell = false;
                prose.append(lines.get(i)).append('\n');
                Matcher heading = HEADING.matcher(lines.get(i));
                if (heading.matches()) {
                    headings.add(new Heading(heading.group(1).length(), heading.group(2)));
                }
            }
        }
        List<String> links =
                LINK.matcher(prose).results().map(link -> link.group(1)).toList();
        return new Page(name, headings, fences, links, prose.toString());
    }

    private static int end(String name, List<String> lines, int begin, String indent) {
        for (int i = begin + 1; i < lines.size(); i++) {
            if (lines.get(i).equals(indent + "```")) {
                return i;
            }
        }
        throw new AssertionError(name + ", line " + (begin + 1) + ": a block that does not end");
    }

    private static String body(List<String> lines, int indent) {
        return lines.stream()
                .map(line -> line.substring(Math.min(indent, line.length())))
                .collect(Collectors.joining("\n"));
    }

    List<Fence> shell() {
        return fences.stream().filter(Fence::isShell).toList();
    }
}
