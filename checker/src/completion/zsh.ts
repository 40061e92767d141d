import type { CompletedCommand, CompletedOption } from "./command-tree";

/** A completion script for zsh, for `eval`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
    const described = (command: CompletedCommand) => quote(`${command.name}:${command.summary.replaceAll(":", "\\:")}`);
    const cases = commands.map(
        command =>
            `        ${command.name})\n            _arguments ${specifications(command).join(" \\\n                ")} ;;`,
    );
    return `# trail-guard for zsh. In ~/.zshrc, after compinit: eval "$(trail-guard completion zsh)"
_trail_guard() {
    local -a commands=(
${commands.map(command => `        ${described(command)}`).join("\n")}
        'help:display help for command'
    )
    if (( CURRENT == 2 )); then
        _describe command commands
        return
    fi
    shift words
    (( CURRENT-- ))
    case $words[1] in
${cases.join("\n")}
        help) _describe command commands ;;
    esac
}
compdef _trail_guard trail-guard
`;
}

function specifications({ options, choices, takesArguments }: CompletedCommand): string[] {
    const argument = choices.length > 0 ? `*:argument:(${choices.join(" ")})` : "*:file:_files";
    return [...options.flatMap(optionSpecifications), ...(takesArguments ? [quote(argument)] : [])];
}

function optionSpecifications({ flags, description, value, repeatable }: CompletedOption): string[] {
    const explained = `[${description.replace(/[[\\\]:]/g, "\\$&")}]`;
    const argument =
        value === undefined
            ? ""
            : `:${value.name}:${value.choices.length > 0 ? `(${value.choices.join(" ")})` : "_files"}`;
    return flags.map(flag => quote(`${repeatable ? "*" : ""}${flag}${explained}${argument}`));
}

function quote(text: string): string {
    return `'${text.replaceAll("'", "'\\''")}'`;
}
