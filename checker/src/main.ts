import { Command } from "commander";
import { version } from "../package.json";

const program = new Command("trail-guard")
    .description("Checks whether CloudTrail trails record every use of Amazon Bedrock.")
    .version(version);

program.parseAsync().catch((error: unknown) => {
    process.stderr.write(`trail-guard: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
});
