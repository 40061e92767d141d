import { InvalidArgumentError } from "commander";

/** The name of standard output on a command line. */
export const STANDARD_OUTPUT = "-";

/**
 * A file to write, as an option names it.
 * @throws InvalidArgumentError for `-`, which stands for standard output elsewhere: it would name a file
 */
export function outputFile(given: string): string {
    if (given === STANDARD_OUTPUT) {
        throw new InvalidArgumentError("It needs the name of a file; ./- is a file of that name.");
    }
    return given;
}
