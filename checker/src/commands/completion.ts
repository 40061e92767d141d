import { Argument, type Command } from "commander";
import { addExamples, type CommandModule, type Handle } from "../command-line/command";
import { EXIT } from "../command-line/exit-code";
import { bashCompletion } from "../completion/bash";
import { commandTree } from "../completion/command-tree";
import { fishCompletion } from "../completion/fish";
import { zshCompletion } from "../completion/zsh";

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** `trail-guard completion`: a script with which a shell completes commands, options and their values. */
export const register: CommandModule["register"] = (command: Command, handle: Handle, allCommands) => {
    command
        .description(
            "Prints a script with which a shell completes the commands, their options and the options' values.",
        )
        .addArgument(new Argument("<shell>", "the shell").choices(Object.keys(SHELLS)))
        .action(
            handle((io, shell: keyof typeof SHELLS) => {
                io.stdout.write(SHELLS[shell](commandTree(allCommands())));
                return EXIT.ok;
            }),
        );
    addExamples(command, [
        ['eval "$(trail-guard completion bash)"', "in ~/.bashrc"],
        ['eval "$(trail-guard completion zsh)"', "in ~/.zshrc, after compinit"],
        ["trail-guard completion fish | source", "in ~/.config/fish/config.fish"],
    ]);
};
