import { version } from "../checker/package.json";

/** The help of a command, and its name. */
export interface CommandHelp {
    readonly name: string;
    readonly help: string;
}

/**
 * The man page, as roff for the macros of `man(7)`: what the command is, then the help of each of its commands as it prints it.
 * @param program the help of the program itself
 */
export function manPage(program: string, commands: readonly CommandHelp[]): string {
    const [, description = ""] = program.split("\n\n");
    return [
        '.\\" Written by scripts/command-help.ts, from the help of the command.',
        `.TH TRAIL\\-GUARD 1 "" "trail\\-guard ${version}" "User Commands"`,
        ".SH NAME",
        "trail\\-guard \\- whether CloudTrail trails record every use of Amazon Bedrock",
        ".SH SYNOPSIS",
        ".B trail\\-guard",
        ".I COMMAND",
        "[argument ...] [option ...]",
        ".SH DESCRIPTION",
        escapeText(description),
        ".SH COMMANDS",
        ...commands.flatMap(({ name, help }) => [
            `.SS trail\\-guard ${escapeText(name)}`,
            ".nf",
            ...help.trimEnd().split("\n").map(escapeText),
            ".fi",
        ]),
        ".SH SEE ALSO",
        "https://github.com/bedrock\\-trail\\-guard/bedrock\\-trail\\-guard",
        "",
    ].join("\n");
}

/** A line as text: roff treats a backslash as an escape, and a leading full stop or apostrophe as a request. */
function escapeText(line: string): string {
    return line
        .replaceAll("\\", "\\e")
        .replaceAll("-", "\\-")
        .replace(/^(?=[.'])/, "\\&");
}
