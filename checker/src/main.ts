import { EXIT } from "./command-line/exit-code";
import { run } from "./command-line/program";
import { reasonOf } from "./command-line/user-error";
import { commandEntries } from "./commands";

// A reader that has seen enough (`| head`) closes the pipe: not an error. Any other result that could not be written is
// one.
let unwritten = false;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && !unwritten) {
        unwritten = true;
        process.stderr.write(`trail-guard: can't write to standard output: ${reasonOf(error)}\n`);
        process.exitCode = EXIT.failed;
    }
});
process.stderr.on("error", () => {});

run(process.argv.slice(2), process, commandEntries).then(exitCode => {
    process.exitCode = unwritten ? EXIT.failed : exitCode;
});
