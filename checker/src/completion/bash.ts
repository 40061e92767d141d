import type { CompletedCommand } from "./command-tree";

/** A completion script for bash. Where it has no words, bash completes file names. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
    const names = commands.map(({ name }) => name);
    const values = commands.flatMap(({ name, options }) =>
        options.flatMap(({ flags, value }) =>
            value === undefined ? [] : [`        ${pattern(name, flags)}) ${reply(value.choices)} return ;;`],
        ),
    );
    const words = commands.map(({ name, options, choices }) => {
        const flags = options.flatMap(option => option.flags);
        return [
            `        ${name})`,
            `            case "$current" in`,
            `                -*) ${reply(flags)} ;;`,
            `                *) ${reply(choices)} ;;`,
            "            esac ;;",
        ].join("\n");
    });
    return `# trail-guard for bash. In ~/.bashrc: eval "$(trail-guard completion bash)"
_trail_guard() {
    local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" command="\${COMP_WORDS[1]}"
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        ${reply([...names, "help", "--help", "--version"])}
        return
    fi
    case "$command $previous" in
${values.join("\n")}
    esac
    case "$command" in
${words.join("\n")}
        help) ${reply(names)} ;;
    esac
}
complete -o default -F _trail_guard trail-guard
`;
}

function pattern(command: string, flags: readonly string[]): string {
    return flags.map(flag => `"${command} ${flag}"`).join(" | ");
}

/** Without words the list stays empty, and bash completes file names. */
function reply(words: readonly string[]): string {
    return words.length === 0 ? ":;" : `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$current"));`;
}
