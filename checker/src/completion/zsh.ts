import { PROGRAM_FLAGS } from "../command-line/command";
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
        if [[ $words[CURRENT] == -* ]]; then
            compadd -- ${PROGRAM_FLAGS.join(" ")}
        else
            _describe command commands
        fi
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
    const argument = value === undefined ? "" : `:${value.name}:${action(value)}`;
    // A value may follow as a separate word, or after an equals sign.
    const sign = value === undefined ? "" : "=";
    return flags.map(flag => quote(`${repeatable ? "*" : ""}${flag}${sign}${explained}${argument}`));
}

/** How zsh completes a value. */
function action({ choices, form }: NonNullable<CompletedOption["value"]>): string {
    if (choices.length === 0) {
        return "_files";
    }
    const words = choices.join(" ").replaceAll(":", "\\:");
    switch (form) {
        case "words":
            return `(${words})`;
        case "list":
            return `_sequence compadd - ${words}`;
        case "assignment":
            return `{if compset -P "*="; then _files; else compadd -S = -- ${words}; fi}`;
    }
}

function quote(text: string): string {
    return `'${text.replaceAll("'", "'\\''")}'`;
}
