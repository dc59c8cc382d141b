package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandPolicyTest {
    private static final CommandPolicy NODE_ONLY = new CommandPolicy(List.of("node", "npm"), List.of());
    private static final CommandPolicy NO_REMOVAL = new CommandPolicy(List.of(), List.of("rm -rf", "mkfs"));

    @Test
    void withoutRulesEverythingMayRun() {
        assertThat(CommandPolicy.ALL_ALLOWED.refusal(Command.of("rm", "-rf", "/")))
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
    @ValueSource(strings = {"node x.js", "  node", "FOO=1 _B2=x node x.js", "/usr/bin/node x", "node\tx", "node\nrm x"})
    void ofALineForAShellTheFirstProgramCounts(String line) {
        assertThat(NODE_ONLY.refusal(Command.of("bash", "-c", line))).isEmpty();
        assertThat(NODE_ONLY.refusal(Command.of("/bin/sh", "-ec", line, "argument")))
                .isEmpty();
        assertThat(NODE_ONLY.refusal(Command.of("bash", "-lc", line))).isEmpty();
    }

    @Test
    void aLineWithAnotherProgramIsRefusedByItsName() {
        assertThat(NODE_ONLY.refusal(Command.of("bash", "-c", "python3 node")))
                .contains("\"python3\" is not among the allowed commands node, npm");
        assertThat(NODE_ONLY.refusal(Command.of("bash", "-c", "A=1 B=2")))
                .contains("\"\" is not among the allowed commands node, npm");
        assertThat(NODE_ONLY.refusal(Command.of("sh", "-c", "  ")))
                .contains("\"\" is not among the allowed commands node, npm");
    }

    @Test
    void aShellWithoutALineIsAProgramLikeAnother() {
        assertThat(NODE_ONLY.refusal(Command.of("bash", "node")))
                .contains("\"bash\" is not among the allowed commands node, npm");
        assertThat(NODE_ONLY.refusal(Command.of("bash", "-c")))
                .contains("\"bash\" is not among the allowed commands node, npm");
        assertThat(NODE_ONLY.refusal(Command.of("bash", "--norc", "-c", "node")))
                .as("a form that it does not know is refused, not let through")
                .contains("\"bash\" is not among the allowed commands node, npm");
        assertThat(new CommandPolicy(List.of("bash"), List.of()).refusal(Command.of("bash", "x.sh")))
                .isEmpty();
    }

    @Test
    void aBlockedTextIsFoundAcrossArguments() {
        assertThat(NO_REMOVAL.refusal(Command.of("rm", "-rf", "/tmp/x")))
                .contains("the command holds the blocked pattern \"rm -rf\"");
        assertThat(NO_REMOVAL.refusal(Command.of("sh", "-c", "cd x && rm -rf .")))
                .contains("the command holds the blocked pattern \"rm -rf\"");
        assertThat(NO_REMOVAL.refusal(Command.of("/sbin/mkfs.ext4", "/dev/x")))
                .contains("the command holds the blocked pattern \"mkfs\"");
        assertThat(NO_REMOVAL.refusal(Command.of("rm", "-r", "x"))).isEmpty();
    }

    @Test
    void aBlockedTextIsNoPattern() {
        assertThat(new CommandPolicy(List.of(), List.of("a.c")).refusal(Command.of("abc")))
                .isEmpty();
    }

    @Test
    void whatIsBlockedIsBlockedThoughItsProgramIsAllowed() {
        CommandPolicy both = new CommandPolicy(List.of("node"), List.of("--eval"));

        assertThat(both.refusal(Command.of("node", "x.js"))).isEmpty();
        assertThat(both.refusal(Command.of("node", "--eval", "1")))
                .contains("the command holds the blocked pattern \"--eval\"");
    }

    @Test
    void aHostileProgramIsShownHarmlessAndShort() {
        assertThat(NODE_ONLY.refusal(Command.of("x\u001b[2J\n" + "y".repeat(100))))
                .contains("\"x\\u001b[2J\\u000a" + "y".repeat(74) + "…\" is not among the allowed commands node, npm");
    }

    @Test
    void theListsThatWereGivenMayChangeAfterwards() {
        List<String> allowed = new ArrayList<>(List.of("node"));
        CommandPolicy policy = new CommandPolicy(allowed, List.of());

        allowed.clear();

        assertThat(policy.refusal(Command.of("python3"))).isPresent();
    }
}
