import { PROGRAM_FLAGS } from "../command-line/command";
import type { CompletedCommand, CompletedOption } from "./command-tree";

/** A completion script for bash. Where it has no words, bash completes file names. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
    const names = commands.map(({ name }) => name);
    const values = commands.flatMap(({ name, options }) =>
        options.flatMap(({ flags, value, repeatable }) => {
            if (value === undefined) {
                return [];
            }
            // A list continues until another option follows; any other value is one word after its option.
            const word = repeatable ? "latest" : "previous";
            const offer = value.choices.length === 0 ? ":" : `${OFFERS[value.form]} "${value.choices.join(" ")}"`;
            return [{ word, line: `        ${pattern(name, flags)}) ${offer}; return ;;` }];
        }),
    );
    const linesOf = (wanted: string) => values.filter(({ word }) => word === wanted).map(({ line }) => line);
    const words = commands.map(({ name, options, choices }) =>
        [
            `        ${name})`,
            `            case "$current" in`,
            `                -*) ${reply(options.flatMap(option => option.flags))} ;;`,
            `                *) ${reply(choices)} ;;`,
            "            esac ;;",
        ].join("\n"),
    );
    return `# trail-guard for bash. In ~/.bashrc: eval "$(trail-guard completion bash)"
# Words with colons: bash treats a colon as the end of a word.
_trail_guard_words() {
    local typed="\${COMP_LINE:0:COMP_POINT}" index
    typed="\${typed##*[[:space:]]}"
    case "$typed" in --*=*) typed="\${typed#*=}" ;; esac
    COMPREPLY=($(compgen -W "$1" -- "$typed"))
    if [[ "$COMP_WORDBREAKS" == *:* ]]; then
        for index in "\${!COMPREPLY[@]}"; do
            COMPREPLY[index]="\${COMPREPLY[index]#"\${typed%"\${typed##*:}"}"}"
        done
    fi
}
_trail_guard_list() {
    local before=""
    case "$current" in *,*) before="\${current%,*}," ;; esac
    COMPREPLY=($(compgen -P "$before" -W "$1" -- "\${current##*,}"))
}
_trail_guard_assignment() {
    COMPREPLY=($(compgen -S = -W "$1" -- "$current"))
    compopt -o nospace 2>/dev/null
}
_trail_guard() {
    local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" command="\${COMP_WORDS[1]}"
    local latest="" index
    COMPREPLY=()
    # Of --format=json bash makes three words.
    if [ "$current" = "=" ]; then
        current=""
    elif [ "$previous" = "=" ]; then
        previous="\${COMP_WORDS[COMP_CWORD - 2]}"
    fi
    if [ "$COMP_CWORD" -eq 1 ]; then
        ${reply([...names, "help", ...PROGRAM_FLAGS])}
        return
    fi
    case "$command $previous" in
${linesOf("previous").join("\n")}
    esac
    for ((index = 2; index < COMP_CWORD; index++)); do
        case "\${COMP_WORDS[index]}" in --*) latest="\${COMP_WORDS[index]}" ;; esac
    done
    case "$current" in
        -*) ;;
        *) case "$command $latest" in
${linesOf("latest").join("\n")}
        esac ;;
    esac
    case "$command" in
${words.join("\n")}
        help) ${reply(names)} ;;
    esac
}
complete -o default -F _trail_guard trail-guard
`;
}

const OFFERS: Readonly<Record<NonNullable<CompletedOption["value"]>["form"], string>> = {
    words: "_trail_guard_words",
    list: "_trail_guard_list",
    assignment: "_trail_guard_assignment",
};

function pattern(command: string, flags: readonly string[]): string {
    return flags.map(flag => `"${command} ${flag}"`).join(" | ");
}

/** Without words the list stays empty, and bash completes file names. */
function reply(words: readonly string[]): string {
    return words.length === 0 ? ":;" : `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$current"));`;
}
