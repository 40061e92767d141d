import { Command, CommanderError } from "commander";
import { printable } from "../../../src/cloudtrail/quote";
import { REPOSITORY } from "../../../src/compliance/policy/policy-url";
import { version } from "../../package.json";
import type { CommandEntry, Handle } from "./command";
import { EXIT, type ExitCode } from "./exit-code";
import type { Io } from "./io";
import { UserError } from "./user-error";

/**
 * Runs a command line, and returns the exit code for the process. Nothing is thrown: what goes wrong is one line on
 * standard error.
 */
export async function run(args: readonly string[], io: Io, entries: readonly CommandEntry[]): Promise<ExitCode> {
    let exitCode: ExitCode = EXIT.ok;
    const handle: Handle =
        action =>
        async (...given) => {
            exitCode = await action(io, ...given);
        };
    try {
        await createProgram(entries, io, handle).parseAsync(withoutHelpCommand(args), { from: "user" });
        return exitCode;
    } catch (error) {
        return fail(error, io);
    }
}

/** `help COMMAND` as `COMMAND --help`: commander would show the help of a command that isn't loaded yet. */
function withoutHelpCommand(args: readonly string[]): string[] {
    const [first, command] = args;
    return first === "help" && command !== undefined ? [command, "--help"] : [...args];
}

/** The program with all its commands; a command's own arguments and options are declared when it is used. */
function createProgram(entries: readonly CommandEntry[], io: Io, handle: Handle): Command {
    const program = new Command("trail-guard")
        .description("Checks whether CloudTrail trails record every use of Amazon Bedrock.")
        .version(version, "-v, --version")
        .exitOverride()
        .configureOutput({
            writeOut: text => io.stdout.write(text),
            writeErr: text => io.stderr.write(text),
            outputError: (text, write) => write(`trail-guard: ${oneLine(text.replace(/^error: /, ""))}\n`),
            getOutHelpWidth: () => io.stdout.columns ?? 100,
            getErrHelpWidth: () => io.stderr.columns ?? 100,
        })
        .addHelpText("after", `\nEach command has its own help: trail-guard COMMAND --help. More: ${REPOSITORY}`);
    const undeclared = new Map(
        entries.map(entry => {
            const { name, summary } = entry;
            return [program.command(name).summary(summary).description(summary), entry] as const;
        }),
    );
    const declare = (command: Command): void => {
        const entry = undeclared.get(command);
        undeclared.delete(command);
        entry?.load().register(command, handle, allCommands);
    };
    const allCommands = (): readonly Command[] => {
        program.commands.forEach(declare);
        return program.commands;
    };
    program.hook("preSubcommand", (_program, command) => declare(command));
    return program;
}

function fail(error: unknown, { stderr, env }: Io): ExitCode {
    if (error instanceof CommanderError) {
        // Commander has written its message. Help and version end here too, with 0.
        return error.exitCode === 0 ? EXIT.ok : EXIT.failed;
    }
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof UserError) {
        stderr.write(`trail-guard: ${oneLine(message)}\n`);
        return EXIT.failed;
    }
    stderr.write(
        `trail-guard: a defect in trail-guard, please report it (${REPOSITORY}/issues): ${oneLine(message)}\n`,
    );
    if (env.TRAIL_GUARD_DEBUG !== undefined && error instanceof Error) {
        stderr.write(`${error.stack}\n`);
    }
    return EXIT.failed;
}

function oneLine(text: string): string {
    return printable(text.trim().replace(/\s*\n\s*/g, " "));
}
