import type { CompletedCommand, CompletedOption } from "./command-tree";

/** A completion script for fish. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
    const names = [...commands.map(({ name }) => name), "help"].join(" ");
    const first = `not __fish_seen_subcommand_from ${names}`;
    const lines = commands.flatMap(({ name, summary, options, choices, takesArguments }) => {
        const within = `-n ${quote(`__fish_seen_subcommand_from ${name}`)}`;
        return [
            `complete -c trail-guard -f -n ${quote(first)} -a ${name} -d ${quote(summary)}`,
            ...options.map(option => `complete -c trail-guard ${within} ${optionSwitches(option)}`),
            ...options.flatMap(option => furtherValues(name, option)),
            ...(choices.length > 0 ? [`complete -c trail-guard -f ${within} -a ${quote(choices.join(" "))}`] : []),
            ...(takesArguments ? [] : [`complete -c trail-guard -f ${within}`]),
        ];
    });
    return `# trail-guard for fish. In ~/.config/fish/config.fish: trail-guard completion fish | source
${lines.join("\n")}
complete -c trail-guard -n ${quote(first)} -l help -s h -d 'display help for command'
complete -c trail-guard -n ${quote(first)} -l version -s v -d 'output the version number'
complete -c trail-guard -f -n ${quote(first)} -a help -d 'display help for command'
complete -c trail-guard -f -n '__fish_seen_subcommand_from help' -a ${quote(names)}
`;
}

/** Of an option that takes several values, those after the first. */
function furtherValues(command: string, { flags, value, repeatable }: CompletedOption): string[] {
    const [flag = ""] = flags;
    return repeatable && value !== undefined && value.choices.length > 0
        ? [
              `complete -c trail-guard -n ${quote(`__fish_seen_subcommand_from ${command}; and __fish_contains_opt ${flag.slice(2)}`)} -a ${quote(value.choices.join(" "))}`,
          ]
        : [];
}

function optionSwitches({ flags, description, value }: CompletedOption): string {
    const names = flags.map(flag => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
    return `${names.join(" ")}${value === undefined ? "" : valueSwitches(value)} -d ${quote(description)}`;
}

function valueSwitches({ choices, form }: NonNullable<CompletedOption["value"]>): string {
    if (choices.length === 0) {
        return " -r";
    }
    const words = choices.join(" ");
    switch (form) {
        case "words":
            return ` -x -a ${quote(words)}`;
        case "list":
            return ` -x -a ${quote(`(__fish_append , ${words})`)}`;
        case "assignment":
            return ` -r -a ${quote(choices.map(choice => `${choice}=`).join(" "))}`;
    }
}

function quote(text: string): string {
    return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
