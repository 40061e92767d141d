import { findPulumi } from "../../scripts/throw-away-stack";
import { buildPack } from "../build-pack";

/** Before tests with the real CLI: builds the pack, or skips the tests and says so if there is no Pulumi CLI. */
export function needsPulumi(context: Mocha.Context): void {
    const pulumi = findPulumi();
    if ("problem" in pulumi) {
        console.log(`    skipped: ${pulumi.problem}`);
        context.skip();
    }
    buildPack();
}
