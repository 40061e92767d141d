import { Log } from "./log";
import { PreviewError } from "./preview-error";
import type { PreviewMessage, PreviewOptions } from "./preview-options";
import { readRequest } from "./read-request";
import type { PreviewResult } from "./result";
import { Run } from "./run";
import { Secrets } from "./values/secrets";

/**
 * Previews a program with policy packs, as `pulumi preview --policy-pack` does for a new stack, but without the CLI,
 * providers, credentials or state: Pulumi's own runtime runs the program, and each pack runs as its own server. A
 * resource's outputs are its inputs; everything else is unknown.
 *
 * When the promise settles, no process is left.
 * @returns what the packs found; secrets in it read `[secret]`
 * @throws PreviewError if an option, the program or a pack fails, or the time runs out
 */
export async function preview(options: PreviewOptions): Promise<PreviewResult> {
    const secrets = new Secrets(options.isPublicText);
    const log = new Log(options.onMessage ?? toStandardError, secrets);
    const run = new Run(readRequest(options), { log, secrets });
    try {
        return await run.result();
    } catch (error) {
        throw error instanceof PreviewError ? error.map(text => log.safe(text)) : error;
    } finally {
        await run.end();
    }
}

function toStandardError({ kind, text }: PreviewMessage): void {
    process.stderr.write(`${kind === "warning" ? "warning: " : ""}${text}\n`);
}
