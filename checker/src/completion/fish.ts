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
            ...(choices.length > 0 ? [`complete -c trail-guard -f ${within} -a ${quote(choices.join(" "))}`] : []),
            ...(takesArguments ? [] : [`complete -c trail-guard -f ${within}`]),
        ];
    });
    return `# trail-guard for fish. In ~/.config/fish/config.fish: trail-guard completion fish | source
${lines.join("\n")}
complete -c trail-guard -f -n ${quote(first)} -a help -d 'display help for command'
complete -c trail-guard -f -n '__fish_seen_subcommand_from help' -a ${quote(names)}
`;
}

function optionSwitches({ flags, description, value }: CompletedOption): string {
    const names = flags.map(flag => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
    const given =
        value === undefined ? "" : value.choices.length > 0 ? ` -x -a ${quote(value.choices.join(" "))}` : " -r";
    return `${names.join(" ")}${given} -d ${quote(description)}`;
}

function quote(text: string): string {
    return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
