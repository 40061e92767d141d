import type { Command } from "commander";
import type { ExitCode } from "./exit-code";
import type { Io } from "./io";

/** What a command does: it receives the arguments and options that commander read, and returns the exit code. */
export type Action<Args extends unknown[]> = (io: Io, ...args: Args) => ExitCode | Promise<ExitCode>;

/** Adapts an action to commander's `.action()`; the program receives the exit code. */
export type Handle = <Args extends unknown[]>(action: Action<Args>) => (...args: Args) => Promise<void>;

/** The exports of a command's file. */
export interface CommandModule {
    /**
     * Declares the command's arguments, options, examples and action: `command.action(handle(run))`.
     * @param allCommands every command of the program, fully declared
     */
    register(command: Command, handle: Handle, allCommands: () => readonly Command[]): void;
}

/**
 * A command as the program knows it before it is used: its file is loaded only then, so other commands don't pay for
 * it.
 */
export interface CommandEntry {
    readonly name: string;
    /** One line for the list of commands. */
    readonly summary: string;
    load(): CommandModule;
}

/** The options of the program itself; every other one belongs to a command. */
export const PROGRAM_FLAGS: readonly string[] = ["--help", "-h", "--version", "-v"];

/** Adds examples to a command's help: a command line each, with its purpose. */
export function addExamples(command: Command, examples: readonly (readonly [line: string, purpose: string])[]): void {
    const lines = examples.map(([line, purpose]) => `  # ${purpose}\n  $ ${line}`);
    command.addHelpText("after", `\nExamples:\n${lines.join("\n\n")}`);
}

/** Adds the meaning of the exit codes to the help of a command. */
export function addExitCodes(command: Command, meanings: Readonly<Partial<Record<ExitCode, string>>>): void {
    const lines = Object.entries(meanings).map(([code, meaning]) => `  ${code}  ${meaning}`);
    command.addHelpText("after", `\nExit codes:\n${lines.join("\n")}`);
}
