import type { Command } from "commander";
import { type SuggestedValues, suggestedValues } from "../command-line/options/suggested-values";

/** An option, as a shell completes it. */
export interface CompletedOption {
    /** `--format`, and the short form if there is one. */
    readonly flags: readonly string[];
    readonly description: string;
    /** Absent for an option without a value. `choices` is empty if any value will do, or a file. */
    readonly value?: {
        readonly name: string;
        readonly choices: readonly string[];
        readonly form: SuggestedValues["form"];
    };
    readonly repeatable: boolean;
}

/** A command, as a shell completes it. */
export interface CompletedCommand {
    readonly name: string;
    readonly summary: string;
    readonly options: readonly CompletedOption[];
    /** The possible words of its arguments; empty if they are files. */
    readonly choices: readonly string[];
    /** Does it have any argument? */
    readonly takesArguments: boolean;
}

/** The commands as they declare themselves, so completion can't get out of date. */
export function commandTree(commands: readonly Command[]): CompletedCommand[] {
    return commands.map(command => ({
        name: command.name(),
        summary: command.summary(),
        options: [
            ...command.options.filter(({ hidden }) => !hidden).map(describeOption),
            { flags: ["--help"], description: "display help for command", repeatable: false },
        ],
        choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
        takesArguments: command.registeredArguments.length > 0,
    }));
}

function describeOption(option: Command["options"][number]): CompletedOption {
    const { long, short, description, argChoices, required, optional, variadic } = option;
    const { words: choices, form } = suggestedValues(option) ?? { words: argChoices ?? [], form: "words" };
    return {
        flags: [long, short].filter(flag => flag !== undefined && flag !== null),
        description,
        ...(required || optional ? { value: { name: option.attributeName(), choices, form } } : {}),
        repeatable: variadic,
    };
}
