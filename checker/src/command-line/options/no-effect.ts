import type { Command } from "commander";
import { UserError } from "../user-error";

/**
 * Refuses options that the user gave and that would change nothing: users expect an option to do something.
 * @param options by their long names: `--region`
 * @param when when they would change nothing, as the end of a sentence: "without --aws"
 * @throws UserError
 */
export function refuseWithoutEffect(command: Command, options: readonly string[], when: string): void {
    const given = command.options.flatMap(option => {
        const isGiven = command.getOptionValueSource(option.attributeName()) === "cli";
        return isGiven && option.long && options.includes(option.long) ? [option.long] : [];
    });
    if (given.length > 0) {
        throw new UserError(`${given.join(", ")} ${given.length === 1 ? "has" : "have"} no effect ${when}`);
    }
}
