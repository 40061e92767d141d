import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { commandEntries } from "../../../checker/src/commands";
import { runCommand } from "../run-command";

/** What each shell offers for a command line whose last word is being typed. */
const SHELLS: Readonly<Record<string, (script: string, words: readonly string[]) => readonly string[]>> = {
    bash: (script, words) =>
        run("bash", [
            "-c",
            `${script}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=\${#COMP_LINE}; _trail_guard; printf '%s\\n' "\${COMPREPLY[@]}"`,
            "bash",
            ...words,
        ]),
    // Outside of a completion, zsh's own functions refuse to run: these print what they are to offer.
    zsh: (script, words) =>
        run("zsh", [
            "-fc",
            `compdef() { : }; _files() { : }; compset() { return 1 }; _describe() { print -l -- \${\${(P)2}%%:*} }
            compadd() {
                local suffix="" word
                while [[ $1 != -- ]]; do [[ $1 == -S ]] && suffix=$2; shift; done
                shift
                for word; do [[ $word == $words[CURRENT]* ]] && print -- $word$suffix; done
            }
            _sequence() {
                local before="" word
                [[ $words[CURRENT] == *,* ]] && before=\${words[CURRENT]%,*},
                shift 2
                for word; do [[ $word == \${words[CURRENT]##*,}* ]] && print -- $before$word; done
            }
            _arguments() {
                local spec action word name
                local equals=""
                if [[ $words[CURRENT] == --*=* ]]; then
                    words=($words[1,CURRENT-1] "\${words[CURRENT]%%=*}" "\${words[CURRENT]#*=}")
                    (( CURRENT++ ))
                    equals="="
                fi
                for spec in "$@"; do
                    name=\${\${spec#\\*}%%\\[*}
                    if [[ $words[CURRENT] == -* ]]; then
                        [[ $spec == (|\\*)--* ]] && print -- \${name%=}
                    elif [[ ( $name == *$equals && \${name%=} == $words[CURRENT-1] ) || ( $words[CURRENT-1] != -* && $spec == \\*:* ) ]]; then
                        [[ $spec == \\*:* ]] && action=\${spec#\\*:*:} || action=\${\${spec#*\\]:}#*:}
                        case $action in
                            \\(*)
                                for word in \${=\${\${action#\\(}%\\)}}; do
                                    word=\${word//\\\\:/:}
                                    [[ $word == $words[CURRENT]* ]] && print -- $word
                                done ;;
                            \\{*) eval "\${action[2,-2]}" ;;
                            _sequence*) eval "$action" ;;
                        esac
                    fi
                done
            }
            ${script}\nwords=("$@"); CURRENT=$#; _trail_guard`,
            "zsh",
            ...words,
        ]),
    fish: (script, words) =>
        run("fish", ["--no-config", "-c", `${script}\ncomplete -C "$argv"`, words.join(" ")]).map(line =>
            line.replace(/\t.*/, ""),
        ),
};

function run(shell: string, args: readonly string[]): string[] {
    const { stdout, stderr, error } = spawnSync(shell, args, { encoding: "utf8" });
    if (error !== undefined) {
        throw error;
    }
    assert.equal(stderr, "");
    return stdout.split("\n").filter(line => line !== "");
}

function isMissing(shell: string): boolean {
    return spawnSync(shell, ["-c", ""]).error !== undefined;
}

describe("trail-guard completion", () => {
    for (const [shell, offers] of Object.entries(SHELLS)) {
        describe(shell, () => {
            let script = "";

            before(async function () {
                if (isMissing(shell)) {
                    this.skip();
                }
                script = (await runCommand(["completion", shell])).stdout;
            });

            it("offers every command, and those that begin with a prefix", () => {
                const offered = offers(script, ["trail-guard", ""]);
                for (const { name } of commandEntries) {
                    assert.ok(offered.includes(name), name);
                }
                assert.ok(offers(script, ["trail-guard", "cov"]).includes("coverage"));
            });

            it("offers the options of a command, and of no other", () => {
                const offered = offers(script, ["trail-guard", "explain", "--"]);
                assert.deepEqual([...offered].sort(), ["--event", "--format", "--help", "--selectors"]);
            });

            it("offers the values of an option", () => {
                const offered = offers(script, ["trail-guard", "remediate", "--format", ""]);
                assert.deepEqual([...offered].sort(), [
                    "aws-cli",
                    "cloudformation",
                    "pulumi",
                    "pulumi-csharp",
                    "pulumi-go",
                    "pulumi-python",
                    "pulumi-yaml",
                    "selectors",
                    "terraform",
                ]);
            });

            it("offers the values of an option behind an equals sign", () => {
                const words = shell === "bash" ? ["--format", "=", "te"] : ["--format=te"];
                const offered = offers(script, ["trail-guard", "remediate", ...words]);
                assert.deepEqual(offered, [shell === "fish" ? "--format=terraform" : "terraform"]);
            });

            it("offers the values of a list, an assignment and a resource type", () => {
                const sorted = (...words: string[]) => [...offers(script, ["trail-guard", ...words])].sort();
                assert.deepEqual(sorted("fix", "--aws", "--only", "log"), ["log-file-validation", "logging"]);
                assert.deepEqual(sorted("fix", "--aws", "--only", "selectors,mul"), ["selectors,multi-region"]);
                assert.ok(sorted("check", "--output", "sa").includes("sarif="));
                const types = sorted("coverage", "--require", "AWS::Bedrock::Knowl");
                // If a colon ends a word, only what follows it is replaced.
                assert.match(types.join(), /^(AWS::Bedrock::)?KnowledgeBase$/);
                const second = sorted("coverage", "--require", "Management", "AWS::Bedrock::Guard");
                assert.match(second.join(), shell === "zsh" ? /^$|Guardrail$/ : /Guardrail$/);
            });

            it("offers the short form of --version, too", () => {
                assert.ok(offers(script, ["trail-guard", "-"]).includes("-v"));
            });

            it("offers the values of an argument", () => {
                const offered = offers(script, ["trail-guard", "completion", ""]);
                assert.deepEqual([...offered].sort(), ["bash", "fish", "zsh"]);
            });

            it("has each option of each command", async () => {
                for (const { name } of commandEntries) {
                    const { stdout } = await runCommand([name, "--help"]);
                    const offered = offers(script, ["trail-guard", name, "--"]);
                    const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(match => match[1]);
                    assert.deepEqual([...offered].filter(word => word.startsWith("--")).sort(), options.sort());
                }
            });
        });
    }

    it("does not support other shells", async () => {
        const { exitCode, stderr } = await runCommand(["completion", "cmd"]);
        assert.equal(
            stderr,
            "trail-guard: command-argument value 'cmd' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.\n",
        );
        assert.equal(exitCode, 2);
    });
});
