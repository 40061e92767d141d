import { inspect } from "node:util";
import type { Log } from "../log";
import { PreviewError } from "../preview-error";
import type { Child, Children } from "../program/children";
import type { PackLocation } from "./pack-location";

/** The pack need not talk to an engine: nothing listens at this address. */
const NO_ENGINE = "127.0.0.1:1";

/** The process of a policy pack. */
export class PackProcess {
    /** The port that the pack listens at. */
    readonly port: Promise<string>;
    private readonly child: Child;
    private readonly name: string;

    constructor({ folder, sdk }: PackLocation, children: Children, env: NodeJS.ProcessEnv, log: Log) {
        this.name = folder;
        this.child = children.start([sdk.script, NO_ENGINE, folder], { folder, env });
        let started = false;
        this.port = new Promise((resolve, reject) => {
            this.child.onOutput(line => {
                if (started) {
                    log.line(line);
                    return;
                }
                started = true;
                if (/^\d{1,5}$/.test(line.trim())) {
                    resolve(line.trim());
                } else {
                    reject(this.noPort(line));
                }
            });
            this.endedError("ended before it was ready").then(reject, reject);
        });
        // It may fail before anyone waits for it.
        this.port.catch(() => {});
        this.child.onError(line => log.line(line));
    }

    /** Waits for the end of the process, and says how it ended. */
    async endedError(when: string): Promise<PreviewError> {
        const { code, signal } = await this.child.ended;
        const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
        return new PreviewError(`the policy pack ${this.name} ${when} (${how})`);
    }

    private noPort(line: string): PreviewError {
        return new PreviewError(
            `the policy pack ${this.name} printed ${inspect(line, { maxStringLength: 80 })} where its port was expected: a pack must not write to standard output while it starts`,
        );
    }
}
