import { Command, CommanderError } from "commander";
import { printable } from "../../../src/cloudtrail/quote";
import { REPOSITORY } from "../../../src/compliance/policy/policy-url";
import { version } from "../../package.json";
import { type CommandEntry, type Handle, PROGRAM_FLAGS } from "./command";
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
        if (args.includes("")) {
            throw new UserError("an argument is empty: is a variable not set?");
        }
        const names = entries.map(({ name }) => name);
        await createProgram(entries, io, handle).parseAsync(askedFor(args, names), { from: "user" });
        return exitCode;
    } catch (error) {
        return fail(error, io);
    }
}

/**
 * What a command line requests. `help COMMAND` is `COMMAND --help`: commander would show the help of a command that isn't
 * loaded yet. For an unknown command, only the name is kept: commander would answer its `--help` with its own.
 */
function askedFor(args: readonly string[], names: readonly string[]): readonly string[] {
    const [first = "", second, ...rest] = args;
    if (first === "help" && second !== undefined && !second.startsWith("-")) {
        return askedFor([second, "--help", ...rest], names);
    }
    if (first.startsWith("-")) {
        refuseBeforeCommand(first, args, names);
        return args;
    }
    return ["", "help", ...names].includes(first) ? args : [first];
}

/**
 * An option belongs behind its command, which alone knows it.
 * @throws UserError for one that is before it
 */
function refuseBeforeCommand(option: string, args: readonly string[], names: readonly string[]): void {
    const command = args.find(word => names.includes(word));
    if (command !== undefined && !PROGRAM_FLAGS.includes(option)) {
        throw new UserError(`options follow the command: trail-guard ${command} ${option}`);
    }
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
        .addHelpText("after", `\nEach command has its own help: trail-guard COMMAND --help\nMore: ${REPOSITORY}`);
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
