import { type Command, Option } from "commander";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import type { ExitCode } from "../command-line/exit-code";
import type { Io } from "../command-line/io";
import { refuseWithoutEffect } from "../command-line/options/no-effect";
import { outputFile } from "../command-line/options/output-file";
import { suggestValues } from "../command-line/options/suggested-values";
import { addVerbosity, refuseIdleVerbosity, terminalOf, type Verbosity } from "../command-line/terminal/verbosity";
import { UserError } from "../command-line/user-error";
import { readSettings } from "../configuration/policy-settings";
import type * as Fix from "../live/fix";
import { FIXABLE, type Fixable } from "../live/fix/plan/fixable";
import {
    addLiveOptions,
    bedrockUseOption,
    type GivenLiveOptions,
    readLiveOptions,
    refuseIdleAccountOptions,
} from "../live/options";

interface Options extends GivenLiveOptions, Verbosity {
    readonly config?: string;
    readonly only?: readonly Fixable[];
    readonly trail?: readonly string[];
    readonly apply?: true;
    readonly yes?: true;
    readonly plan?: true;
    readonly saveRollback?: string;
    readonly rollback?: string;
    readonly auditLog?: string;
    readonly format: "text" | "json";
}

/** `trail-guard fix`: makes live trails comply with the policies; without `--apply` it only shows how. */
export function register(command: Command, handle: Handle): void {
    command
        .description(
            "Makes the trails of live accounts comply with the policies: plans what has to change, and with --apply changes it. A trail never logs less than before, what can't be verified is put back, and a bucket is never changed.",
        )
        .addOption(new Option("--aws", "fix the trails of live AWS accounts").makeOptionMandatory())
        .addOption(new Option("--config <file>", "the policies' configuration, as for `check`"))
        .addOption(
            suggestValues(
                new Option("--only <list>", `change only this: ${FIXABLE.join(",")}`).argParser(readOnly),
                "list",
                FIXABLE,
            ),
        )
        .addOption(new Option("--trail <names...>", "change only these trails, by name or ARN"))
        .addOption(new Option("--apply", "carry out the plan"))
        .addOption(new Option("--yes", "don't ask for confirmation"))
        .addOption(
            new Option("--save-rollback <file>", "where to save the old selectors before they are changed").argParser(
                outputFile,
            ),
        )
        .addOption(new Option("--rollback <file>", "put back what such a file saved").conflicts("apply"))
        .addOption(new Option("--plan", "with --rollback: only show which trails are old and which are new"))
        .addOption(
            new Option(
                "--audit-log <file>",
                "append who changed what and when, with the values before and after, as JSON Lines",
            ).argParser(outputFile),
        )
        .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"));
    addVerbosity(command, "show each trail separately (text only)", "print the summary alone (text only)");
    addLiveOptions(command).addOption(bedrockUseOption()).action(handle(run));
    addExamples(command, [
        ["trail-guard fix --aws", "what would have to change in this account"],
        ["trail-guard fix --aws --organization --only selectors --apply --yes", "in CI, for all accounts"],
        ["trail-guard fix --aws --rollback trail-guard-rollback-20260115T100000Z.jsonl", "put the old selectors back"],
    ]);
    addExitCodes(command, {
        0: "all trails comply, or do after the change",
        1: "something has to change, or could not be changed",
        2: "wrong usage, or nothing could be read",
        3: "there is nothing left to change, but something can't be decided, or there is no trail",
    });
}

/** Options that only have an effect if trails are read to be changed. */
const OF_PLANS = [
    "--config",
    "--only",
    "--trail",
    "--save-rollback",
    "--resume",
    "--concurrency",
    "--exclude-region",
    "--bedrock-use",
    "--verbose",
    "--quiet",
];
const OF_ACCOUNTS = ["--organization", "--accounts", "--exclude-accounts", "--include-suspended"];

function refuseIdle(command: Command, options: Options): void {
    if (options.rollback !== undefined) {
        refuseWithoutEffect(command, [...OF_PLANS, ...OF_ACCOUNTS], "with --rollback: its file names the trails");
        if (options.plan === true) {
            refuseWithoutEffect(command, ["--yes", "--audit-log"], "with --plan");
        }
        return;
    }
    refuseWithoutEffect(command, ["--plan"], "without --rollback: without --apply, nothing is changed anyway");
    if (options.quiet === true && options.apply === true && options.yes !== true) {
        throw new UserError(
            "--quiet hides the plan, and --apply asks whether to carry it out: leave one of them out, or add --yes",
        );
    }
    if (options.apply !== true) {
        refuseWithoutEffect(command, ["--yes", "--save-rollback", "--audit-log"], "without --apply");
    }
    refuseIdleAccountOptions(command, options);
}

function readOnly(text: string): readonly Fixable[] {
    const names = text.split(",").map(name => name.trim());
    const unknown = names.filter(name => !(FIXABLE as readonly string[]).includes(name));
    if (unknown.length > 0) {
        throw new UserError(`--only ${unknown.join(",")}: use ${FIXABLE.join(", ")}`);
    }
    return names as Fixable[];
}

async function run(io: Io, options: Options, command: Command): Promise<ExitCode> {
    refuseIdle(command, options);
    const live = readLiveOptions(options);
    refuseIdleVerbosity(options, options.format, "text");
    const output = { io, format: options.format, ...terminalOf(io, options) };
    const auditLog = options.auditLog === undefined ? {} : { auditLog: options.auditLog };
    // The code that changes trails is loaded only here, like the AWS SDK.
    const { runFix, runRollback } = require("../live/fix") as typeof Fix;
    if (options.rollback !== undefined) {
        return runRollback(
            { file: options.rollback, plan: options.plan === true, yes: options.yes === true, live, ...auditLog },
            output,
        );
    }
    const settings = await readSettings(options.config, io);
    return runFix(
        {
            live,
            settings,
            only: options.only,
            trails: options.trail,
            apply: options.apply === true,
            yes: options.yes === true,
            ...auditLog,
            ...(options.saveRollback === undefined ? {} : { saveRollback: options.saveRollback }),
        },
        output,
    );
}
