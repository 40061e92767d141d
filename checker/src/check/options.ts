import { resolve } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { quote } from "../../../src/cloudtrail/quote";
import { outputFile } from "../command-line/options/output-file";
import { suggestValues } from "../command-line/options/suggested-values";
import type { OutputFile } from "../command-line/output/output-files";
import { type Verbosity, verbosityOptions } from "../command-line/terminal/verbosity";
import { FORMATS, type Format } from "../report/formats";
import type { GivenParameter } from "../sources/cloudformation/given-parameters";
import { SOURCE_NAMES, type SourceName } from "../sources/registry";
import type { VariableOption } from "../sources/terraform-source/variable-option";
import { didYouMean } from "../text/nearest-name";

/** A report that goes to a file. */
export interface OutputOption {
    readonly format: Format;
    readonly file: string;
}

/** The options of `check` as commander reads them, except those for live accounts. */
export interface GivenCheckOptions extends Verbosity {
    readonly source?: SourceName;
    readonly var?: readonly VariableOption[];
    readonly varFile?: readonly VariableOption[];
    readonly parameter: readonly GivenParameter[];
    readonly parameters?: string;
    readonly aws?: true;
    readonly config?: string;
    readonly baseline?: string;
    readonly writeBaseline?: string;
    readonly format: Format;
    readonly output: readonly OutputOption[];
    readonly onlyViolations?: true;
    readonly softFail?: true;
    readonly failOn: "violation" | "undetermined";
    readonly allowNoTrails?: true;
}

/** The options of `check`, except those for live accounts. */
export function checkOptions(): Option[] {
    // One list for both, because in Terraform the later one wins.
    const variables: VariableOption[] = [];
    return [
        new Option("--source <source>", "what kind of input it is; default: recognised by its content").choices(
            SOURCE_NAMES,
        ),
        new Option("--var <name=value>", "set a variable of Terraform source; can be given several times").argParser(
            (given: string) => addVariable(variables, given),
        ),
        new Option(
            "--var-file <file>",
            "a file that sets variables of Terraform source; between it and --var, the last one wins",
        ).argParser((path: string) => {
            variables.push({ kind: "file", path });
            return variables;
        }),
        new Option(
            "--parameter <name=value>",
            "set a parameter of templates, so that what depends on it can be decided; can be given several times",
        )
            .argParser((given: string, before: readonly GivenParameter[]) => [...before, readAssignment(given)])
            .default([], "none"),
        new Option(
            "--parameters <file>",
            "a JSON file that sets parameters of templates, as the AWS CLI accepts it; --parameter takes precedence",
        ),
        new Option("--aws", "check the trails of live accounts (see the options below)"),
        new Option("--config <file>", "the configuration file of the policy pack: levels, exemptions, scope"),
        new Option("--baseline <file>", "a file of known violations: reported, but not counted"),
        new Option("--write-baseline <file>", "write the current violations to this file, as the baseline").argParser(
            outputFile,
        ),
        new Option("--format <format>", "output format").choices(FORMATS).default("table"),
        suggestValues(
            new Option("--output <format=file>", "also write a report to a file; can be given several times")
                .argParser(readOutput)
                .default([], "none"),
            "assignment",
            FORMATS,
        ),
        ...verbosityOptions(
            "also show what complies and what does not count (table only)",
            "print the summary alone (table only)",
        ),
        new Option("--only-violations", "leave everything but violations out of every report"),
        new Option("--soft-fail", "exit with 0 even if something is violated or undetermined").conflicts("failOn"),
        new Option("--fail-on <outcome>", "the mildest outcome that exits with 1")
            .choices(["violation", "undetermined"])
            .default("violation"),
        new Option("--allow-no-trails", "exit with 0 if there is no trail at all"),
    ];
}

function addVariable(variables: VariableOption[], given: string): readonly VariableOption[] {
    const [name, value] = readAssignment(given);
    variables.push({ kind: "value", name, value });
    return variables;
}

function readAssignment(given: string): readonly [name: string, value: string] {
    const [, name = "", value = ""] = /^([^=\s]+)=(.*)$/s.exec(given) ?? [];
    if (name === "") {
        throw new InvalidArgumentError("Expected NAME=VALUE.");
    }
    return [name, value];
}

function readOutput(given: string, before: readonly OutputOption[]): readonly OutputOption[] {
    const [, name = "", file = ""] = /^([^=]*)=(.+)$/s.exec(given) ?? [];
    outputFile(file);
    const format = FORMATS.find(candidate => candidate === name);
    if (format === undefined) {
        const formats = `Expected FORMAT=FILE, with one of these formats: ${FORMATS.join(", ")}.`;
        throw new InvalidArgumentError(`${formats}${didYouMean(name, FORMATS)}`);
    }
    if (before.some(output => resolve(output.file) === resolve(file))) {
        throw new InvalidArgumentError(`Two reports can't be written to the same file, ${quote(file)}.`);
    }
    return [...before, { format, file }];
}

/** The files of reports, with the option that names each. */
export function reportFiles(outputs: readonly OutputOption[]): readonly OutputFile[] {
    return outputs.map(({ format, file }) => ({ option: `--output ${format}`, file }));
}
