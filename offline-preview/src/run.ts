import { Deployment } from "./engine/deployment";
import { Functions } from "./engine/functions";
import { Transforms } from "./engine/transforms";
import type { Log } from "./log";
import { Judge } from "./pack/judge";
import { PolicyPack } from "./pack/policy-pack";
import { PreviewError } from "./preview-error";
import { Children } from "./program/children";
import { declareResources } from "./program/declared-resources";
import { ServedProgram } from "./program/served-program";
import type { PreviewRequest } from "./read-request";
import type { PreviewResult } from "./result";
import type { Secrets } from "./values/secrets";

/** What a preview reports besides its result. */
export interface PreviewOutput {
    readonly log: Log;
    readonly secrets: Secrets;
}

/** One preview: its processes, its server, its timeout. */
export class Run {
    private readonly request: PreviewRequest;
    private readonly output: PreviewOutput;
    private readonly children = new Children();
    private readonly packs: readonly PolicyPack[];
    private readonly transforms: Transforms;
    private readonly failed: Promise<never>;
    private served: ServedProgram | undefined;
    private fail: (error: unknown) => void = () => {};
    private timer: NodeJS.Timeout | undefined;
    private awaited = "the policy packs";

    /** Starts the packs. */
    constructor(request: PreviewRequest, output: PreviewOutput) {
        const { program, stack, packs } = request;
        this.request = request;
        this.output = output;
        this.failed = new Promise((_resolve, reject) => {
            this.fail = reject;
        });
        this.packs = packs.map(
            ({ location }) => new PolicyPack(location, program.project, stack, this.children, output.log),
        );
        this.transforms = new Transforms(program.sdk);
    }

    /** The first failure of any part fails the whole. */
    async result(): Promise<PreviewResult> {
        const { timeoutSeconds } = this.request;
        this.timer = setTimeout(() => {
            this.fail(
                new PreviewError(`${this.awaited} took longer than ${timeoutSeconds} s`, {
                    remedy: { option: "timeoutSeconds" },
                }),
            );
        }, timeoutSeconds * 1000);
        return Promise.race([this.failed, this.work()]);
    }

    /** Ends every process, and releases everything. */
    async end(): Promise<void> {
        clearTimeout(this.timer);
        await this.children.end();
        this.transforms.close();
        this.served?.stop();
        for (const pack of this.packs) {
            pack.close();
        }
    }

    private async work(): Promise<PreviewResult> {
        const { program, stack, mocks, packs } = this.request;
        const { log, secrets } = this.output;
        for (const warning of stack.warnings) {
            log.warn(warning, "stackConfig");
        }
        const configured = Promise.all(
            this.packs.map((pack, index) => pack.configure(packs[index]?.config ?? new Map())),
        );
        configured.then(() => {
            this.awaited = "the program";
        }, this.fail);
        const judge = new Judge(this.packs, secrets);
        const { project } = program;
        const parts = { project, stack, mocks, secrets, log, judge, transforms: this.transforms };
        const deployment = new Deployment(parts, configured);
        const functions = new Functions(deployment, mocks, project.programFolder, log);
        if ("resources" in program) {
            await declareResources(program.resources, deployment, `${project.name}-${stack.name}`);
        } else {
            const surroundings = { ...program, stack, log, children: this.children };
            this.served = new ServedProgram(surroundings, this.fail);
            await this.served.run({ deployment, functions, transforms: this.transforms });
        }
        await configured;
        this.awaited = "the policy packs";
        await deployment.finish();
        await Promise.all(this.packs.map(pack => pack.cancel()));
        for (const token of mocks.unused) {
            log.warn(`the mock of ${token} was not used`);
        }
        const { resources, unseen, undecrypted } = deployment;
        const unanswered = [...functions.unanswered, ...deployment.unanswered];
        return { resources, ...judge.findings, unseen, unanswered, undecrypted };
    }
}
