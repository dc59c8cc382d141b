package io.runnerwatchdog.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.run.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandPolicyTest {
    private static final CommandPolicy NODE_ONLY = allowing("node", "npm");
    private static final CommandPolicy NO_REMOVAL = blocking("rm -rf", "mkfs");

    @Test
    void withoutRulesEverythingMayRun() {
        assertThat(CommandPolicy.everything().refusal(Command.of("rm", "-rf", "/")))
                .isEmpty();
        assertThat(CommandPolicy.everything().refusal(Command.of("x", "y".repeat(200_000))))
                .isEmpty();
    }

    @Test
    void aProgramIsKnownByItsBaseName() {
        assertThat(NODE_ONLY.refusal(Command.of("node", "x.js"))).isEmpty();
        assertThat(NODE_ONLY.refusal(Command.of("/usr/local/bin/node"))).isEmpty();
        assertThat(NODE_ONLY.refusal(Command.of("C:\\tools\\node"))).isEmpty();
        assertThat(NODE_ONLY.refusal(Command.of("../node/python3")))
                .contains("\"python3\" is not among the allowed commands node, npm");
    }

    @Test
    void likeIsNotTheSame() {
        for (String program : List.of("nodejs", "Node", "nod", "node ", "node/")) {
            assertThat(NODE_ONLY.refusal(Command.of(program))).as(program).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node x.js",
                "  node",
                "FOO=1 _B2=x node x.js",
                "/usr/bin/node x",
                "node\tx",
                "cd app && npm ci && npm test",
                "set -e; export A=1; for f in a b; do node \"$f\"; done",
                "if [ -f x ] && test -d y; then npm ci 2>&1 >log; else echo no; fi",
                "f() { node x; }; f",
                "env A=1 nice -n 3 timeout 60 node x",
                "bash -c 'node x'",
                "eval 'node x'",
                "[[ -f x && -d y || a < b ]] && node x",
                "(( i > 3 )) || node x",
                "a=(python ruby); node \"${a[@]}\"",
                "node <<E\npython\nE",
                "node x # python",
                "A=1 B=2",
                "  ",
                "exec node x",
                "command -v python && node x",
                "trap 'echo done' EXIT; node x",
                "case $1 in a|b) node x;; (c) npm ci;; *) exit 1;; esac"
            })
    void aLineIsAllowedIfAllItsProgramsAre(String line) {
        assertThat(NODE_ONLY.refusal(Command.of("bash", "-c", line))).isEmpty();
        assertThat(NODE_ONLY.refusal(Command.of("/bin/bash", "-eo", "pipefail", "-c", line, "argument")))
                .isEmpty();
        assertThat(NODE_ONLY.refusal(Command.of("bash", "--norc", "-lc", line))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python3 node",
                "node x; python3 y",
                "node\npython3 x",
                "node $(python3 x)",
                "node x | python3 y",
                "! python3 x",
                "time python3 x",
                "time -p python3 x",
                "env A=1 python3 x",
                "f() { python3 x; }; f",
                "false && node() { :; }; python3",
                "node <<E\n$(python3 x)\nE",
                "exec python3 x",
                "command python3",
                "trap python3 EXIT"
            })
    void aLineWithAnotherProgramIsRefusedByItsName(String line) {
        assertThat(NODE_ONLY.refusal(Command.of("sh", "-c", line)))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("\"python3\" is not among the allowed commands node, npm, reached through sh -c"));
    }

    /** Each of them would make another program pass for a function. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x; x() { :; }",
                "false && x() { :; }; x",
                "if a; then x() { node; }; fi; x",
                "(x() { :; }); x",
                "x() { :; } | node; x",
                "x() { :; } & x",
                "false &&\nx() { :; }; x",
                "x() { :; }; unset -f x; x",
                "x() { :; }; env x",
                "x() { :; }; command x"
            })
    void aFunctionThatMayNotBeThereIsNone(String line) {
        assertThat(NODE_ONLY.refusal(Command.of("bash", "-c", line))).isPresent();
    }

    @Test
    void whatIsOnlyKnownWhenItRunsIsNotAllowed() {
        assertThat(NODE_ONLY.refusal(Command.of("sh", "-c", "$CMD x")))
                .contains("which program \"$CMD\" is cannot be known before it runs, reached through sh -c");
        assertThat(NODE_ONLY.refusal(Command.of("sh", "-c", "node$X y"))).isPresent();
        assertThat(NODE_ONLY.refusal(Command.of("sh", "-c", "env$X node"))).isPresent();
        assertThat(NODE_ONLY.refusal(Command.of("sh", "-c", "sh -c \"$LINE\""))).isPresent();
        assertThat(NODE_ONLY.refusal(Command.of("sh", "-c", "nod? x"))).isPresent();
    }

    @Test
    void aShellThatReadsAFileOrItsInputCannotBeLookedInto() {
        assertThat(NODE_ONLY.refusal(Command.of("bash", "node")))
                .contains("what \"bash node\" would run cannot be looked into, and \"bash\" is not among the allowed"
                        + " commands node, npm");
        assertThat(NODE_ONLY.refusal(Command.of("bash", "-c"))).isPresent();
        assertThat(NODE_ONLY.refusal(Command.of("sh", "-c", "node | sh"))).isPresent();
        assertThat(NODE_ONLY.refusal(Command.of("sh", "-c", ". ./x.sh"))).isPresent();
        assertThat(allowing("bash").refusal(Command.of("bash", "x.sh"))).isEmpty();
        assertThat(allowing("bash").refusal(Command.of("bash", "-c", "python3")))
                .isPresent();
    }

    @Test
    void aShellWithoutTestsOfItsOwnRunsWhatStandsInThem() {
        assertThat(NODE_ONLY.refusal(Command.of("sh", "-c", "[[ a || python3 ]]")))
                .isPresent();
        assertThat(NODE_ONLY.refusal(Command.of("sh", "-c", "((python3 x))"))).isPresent();
        assertThat(NO_REMOVAL.refusal(Command.of("sh", "-c", "echo &>x rm -fr y")))
                .isPresent();
    }

    @Test
    void aWrapperThatStartsNothingCountsItself() {
        assertThat(NODE_ONLY.refusal(Command.of("env"))).isPresent();
        assertThat(NODE_ONLY.refusal(Command.of("sudo", "-i"))).isPresent();
        assertThat(NODE_ONLY.refusal(Command.of("eval", "node"))).isPresent();
        assertThat(NODE_ONLY.refusal(Command.of("echo", "node"))).isPresent();
    }

    @Test
    void aBlockedTextIsFoundAcrossArguments() {
        assertThat(NO_REMOVAL.refusal(Command.of("rm", "-rf", "/tmp/x")))
                .contains("the command holds the blocked pattern \"rm -rf\"");
        assertThat(NO_REMOVAL.refusal(Command.of("sh", "-c", "cd x && rm -rf .")))
                .contains("the command holds the blocked pattern \"rm -rf\"");
        assertThat(NO_REMOVAL.refusal(Command.of("/sbin/mkfs.ext4", "/dev/x")))
                .contains("the command holds the blocked pattern \"mkfs\"");
        assertThat(NO_REMOVAL.refusal(Command.of("sh", "-c", "mk\"\"fs.ext4 /dev/x")))
                .contains(
                        "the command holds the blocked pattern \"mkfs\": \"mk\"\"fs.ext4 /dev/x\", reached through sh -c");
        assertThat(NO_REMOVAL.refusal(Command.of("rm", "-r", "x"))).isEmpty();
        assertThat(NO_REMOVAL.refusal(Command.of("rm", "--", "-r", "-f"))).isEmpty();
        assertThat(NO_REMOVAL.refusal(Command.of("rmdir", "-r", "-f"))).isEmpty();
    }

    @Test
    void optionsAreThoseOfTheProgram() {
        CommandPolicy push = blocking("git push --force");
        assertThat(push.refusal(Command.of("git", "-C", "x", "push", "origin", "-f")))
                .isPresent();
        assertThat(push.refusal(Command.of("git", "push", "--forc"))).isPresent();
        assertThat(push.refusal(Command.of("git", "fetch", "-f"))).isEmpty();
        assertThat(push.refusal(Command.of("git", "push", "-u", "force"))).isEmpty();
        CommandPolicy find = blocking("find -delete");
        assertThat(find.refusal(Command.of("find", "x", "-delete"))).isPresent();
        assertThat(find.refusal(Command.of("find", "-type", "d", "-links", "2", "-daystart")))
                .isEmpty();
        assertThat(blocking("tar -R").refusal(Command.of("tar", "-r"))).isEmpty();
        assertThat(blocking("docker run --privileged").refusal(Command.of("docker", "run", "-d", "--privileged=true")))
                .isPresent();
    }

    @Test
    void bothFormsOfRunuserAreLookedThrough() {
        assertThat(NO_REMOVAL.refusal(Command.of("runuser", "-u", "x", "--", "rm", "-fr", "y")))
                .isPresent();
        assertThat(NO_REMOVAL.refusal(Command.of("runuser", "-", "x", "-c", "rm -fr y")))
                .isPresent();
    }

    @Test
    void aBlockedTextIsNoExpression() {
        assertThat(blocking("a.c").refusal(Command.of("abc"))).isEmpty();
        assertThat(blocking("/").refusal(Command.of("a/c"))).isPresent();
    }

    @Test
    void anExpressionStandsBetweenSlashes() {
        CommandPolicy policy = blocking("/(?i)^curl .*--insecure\\b/");
        assertThat(policy.refusal(Command.of("sh", "-c", "true; cur\\l x --insec'ure'")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("reached through sh -c"));
        assertThat(blocking("/^rm /").refusal(Command.of("sh", "-c", "farm rm ")))
                .isEmpty();
    }

    @Test
    void whatIsNoPatternIsSaidAtOnce() {
        assertThatThrownBy(() -> blocking("/(/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a group is not closed, at character 2 of the expression");
        assertThatThrownBy(() -> blocking(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> blocking("//")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsBlockedIsBlockedThoughItsProgramIsAllowed() {
        CommandPolicy both = allowing("node").blocking(List.of("--eval"));

        assertThat(both.refusal(Command.of("node", "x.js"))).isEmpty();
        assertThat(both.refusal(Command.of("node", "--eval", "1")))
                .contains("the command holds the blocked pattern \"--eval\"");
        assertThat(both.refusal(Command.of("sh", "-c", "node --ev''al 1"))).isPresent();
    }

    @Test
    void whatIsTooLongOrTooDeepIsRefused() {
        assertThat(NO_REMOVAL.refusal(Command.of("x", "y".repeat(131_071))))
                .contains("the command has 131073 characters, and no more than 131072 are looked at");
        assertThat(NO_REMOVAL.refusal(Command.of("sh", "-c", "$(".repeat(16) + "x" + ")".repeat(16))))
                .contains("the command cannot be judged: it is nested more than 16 deep");
        assertThat(NO_REMOVAL.refusal(Command.of("sh", "-c", "env ".repeat(17) + "x")))
                .isPresent();
        assertThat(NO_REMOVAL.refusal(Command.of("sh", "-c", "env ".repeat(8) + "x")))
                .isEmpty();
        assertThat(NO_REMOVAL.refusal(Command.of("sh", "-c", "echo $((rm -fr x) )")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("which shells read in different ways"));
    }

    @Test
    void aHostileProgramIsShownHarmlessAndShort() {
        assertThat(NODE_ONLY.refusal(Command.of("x\u001b[2J\n" + "y".repeat(100))))
                .contains("\"x\\u001b[2J\\u000a" + "y".repeat(74) + "…\" is not among the allowed commands node, npm");
    }

    @Test
    void theListsThatWereGivenMayChangeAfterwards() {
        List<String> allowed = new ArrayList<>(List.of("node"));
        CommandPolicy policy = CommandPolicy.everything().allowing(allowed);

        allowed.clear();

        assertThat(policy.refusal(Command.of("python3"))).isPresent();
    }

    private static CommandPolicy allowing(String... programs) {
        return CommandPolicy.everything().allowing(List.of(programs));
    }

    private static CommandPolicy blocking(String... patterns) {
        return CommandPolicy.everything().blocking(List.of(patterns));
    }
}
