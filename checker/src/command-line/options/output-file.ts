import { InvalidArgumentError } from "commander";
import { STANDARD_INPUT } from "../input/read-text";

/**
 * A file to write, as an option names it.
 * @throws InvalidArgumentError for `-`, which stands for standard output elsewhere: it would name a file
 */
export function outputFile(given: string): string {
    if (given === STANDARD_INPUT) {
        throw new InvalidArgumentError("It needs the name of a file; ./- is a file of that name.");
    }
    return given;
}
