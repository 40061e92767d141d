import { type Command, Option } from "commander";
import type { Io } from "../io";
import { UserError } from "../user-error";
import { type Colours, coloursFor } from "./colours";

/** How much a command prints for people. */
export interface Verbosity {
    readonly verbose?: true;
    readonly quiet?: true;
}

/** How text for people is written on this standard output. */
export interface Terminal {
    readonly verbose: boolean;
    readonly quiet: boolean;
    readonly color: boolean;
    readonly colours: Colours;
    /** How wide a line may be, in columns; absent where it isn't known: lines are as long as they are. */
    readonly width?: number;
}

/**
 * `--verbose` and `--quiet`, which exclude each other.
 * @param verbose what else `--verbose` shows
 * @param quiet what `--quiet` leaves
 */
export function verbosityOptions(verbose: string, quiet: string): readonly Option[] {
    return [new Option("--verbose", verbose).conflicts("quiet"), new Option("--quiet", quiet)];
}

/** Declares both on a command. */
export function addVerbosity(command: Command, verbose: string, quiet: string): Command {
    verbosityOptions(verbose, quiet).forEach(option => {
        command.addOption(option);
    });
    return command;
}

/** The terminal that a command writes to, and how much of it. */
export function terminalOf(io: Io, { verbose, quiet }: Verbosity): Terminal {
    const colours = coloursFor(io.stdout, io);
    return {
        verbose: verbose === true,
        quiet: quiet === true,
        color: colours.isColorSupported,
        colours,
        ...(io.stdout.columns === undefined ? {} : { width: io.stdout.columns }),
    };
}

/**
 * Refuses `--verbose` and `--quiet` with a format that they don't change.
 * @param forPeople the format that they are for
 * @throws UserError
 */
export function refuseIdleVerbosity({ verbose, quiet }: Verbosity, format: string, forPeople: string): void {
    const option = verbose === true ? "--verbose" : quiet === true ? "--quiet" : undefined;
    if (option !== undefined && format !== forPeople) {
        throw new UserError(`${option} is for --format ${forPeople}; ${format} always contains everything`);
    }
}
