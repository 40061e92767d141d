import type { ServiceDefinition } from "@grpc/grpc-js";
import { UserError } from "../../checker/src/command-line/user-error";
import { Deployment } from "./engine/deployment";
import { engineMethods } from "./engine/engine-methods";
import { Functions } from "./engine/functions";
import { GrpcServer } from "./engine/grpc-server";
import type { Mocks } from "./engine/mocks";
import { monitorMethods } from "./engine/monitor";
import type { Stack } from "./engine/stack";
import { Transforms } from "./engine/transforms";
import { Judge } from "./pack/judge";
import type { PackConfig } from "./pack/pack-config";
import type { PackLocation } from "./pack/pack-location";
import { PolicyPack } from "./pack/policy-pack";
import { Children } from "./program/children";
import { runProgram } from "./program/program";
import type { Project } from "./program/project";
import { findSdk, type Sdk } from "./program/sdk";
import type { Log } from "./report/log";
import type { PreviewResult } from "./report/result";
import type { Secrets } from "./values/secrets";

/** What is to be previewed, and how. */
export interface PreviewRequest {
    readonly project: Project;
    readonly stack: Stack;
    readonly packs: readonly { readonly location: PackLocation; readonly config: PackConfig }[];
    readonly mocks: Mocks;
    readonly timeoutSeconds: number;
}

/** What a preview writes to. */
export interface PreviewOutput {
    readonly log: Log;
    readonly secrets: Secrets;
}

/**
 * Previews a program with policy packs: Pulumi's own runtime runs the program, against a monitor that is served here,
 * and each pack runs as its own server. When this ends, in whatever way, no process is left.
 * @throws UserError where the program, a pack or the time fails
 */
export async function preview(request: PreviewRequest, output: PreviewOutput): Promise<PreviewResult> {
    const sdk = findSdk(request.project.programFolder, "run", "program");
    const run = new Run(request, output, sdk);
    try {
        return await run.result();
    } finally {
        await run.end();
    }
}

class Run {
    readonly #request: PreviewRequest;
    readonly #output: PreviewOutput;
    readonly #children = new Children();
    readonly #packs: readonly PolicyPack[];
    readonly #transforms: Transforms;
    readonly #server: GrpcServer;
    readonly #sdk: Sdk;
    readonly #failed: Promise<never>;
    #fail: (error: unknown) => void = () => {};
    #timer: NodeJS.Timeout | undefined;
    #awaited = "the policy packs";

    constructor(request: PreviewRequest, output: PreviewOutput, sdk: Sdk) {
        const { project, stack, packs } = request;
        this.#request = request;
        this.#output = output;
        this.#sdk = sdk;
        this.#failed = new Promise((_resolve, reject) => {
            this.#fail = reject;
        });
        this.#packs = packs.map(({ location }) => new PolicyPack(location, project, stack, this.#children, output.log));
        this.#transforms = new Transforms(sdk);
        this.#server = new GrpcServer(sdk, error => this.#fail(error));
    }

    /** The first failure of any part is the failure of the whole. */
    async result(): Promise<PreviewResult> {
        const { timeoutSeconds } = this.#request;
        this.#timer = setTimeout(() => {
            this.#fail(
                new UserError(`${this.#awaited} took longer than ${timeoutSeconds} s: --timeout gives more time`),
            );
        }, timeoutSeconds * 1000);
        return Promise.race([this.#failed, this.#work()]);
    }

    /** Ends every process, and lets go of everything. */
    async end(): Promise<void> {
        clearTimeout(this.#timer);
        await this.#children.end();
        this.#transforms.close();
        this.#server.stop();
        for (const pack of this.#packs) {
            pack.close();
        }
    }

    async #work(): Promise<PreviewResult> {
        const { project, stack, mocks, packs } = this.#request;
        const { log, secrets } = this.#output;
        const configured = Promise.all(
            this.#packs.map((pack, index) => pack.configure(packs[index]?.config ?? new Map())),
        );
        configured.then(() => {
            this.#awaited = "the program";
        }, this.#fail);
        const judge = new Judge(this.#packs, secrets);
        const parts = { project, stack, mocks, secrets, judge, transforms: this.#transforms };
        const deployment = new Deployment(parts, configured);
        const errors: string[] = [];
        const functions = new Functions(deployment, mocks, project.programFolder, log);
        const address = await this.#serve(deployment, functions, errors);
        await runProgram({ sdk: this.#sdk, project, stack, address }, this.#children, log, errors);
        await configured;
        this.#awaited = "the policy packs";
        await deployment.finish();
        await Promise.all(this.#packs.map(pack => pack.cancel()));
        for (const token of mocks.unused) {
            log.warn(`nothing asked for the mock of ${token}`);
        }
        const { resources, unseen } = deployment;
        return { resources, ...judge.findings, unseen, unanswered: functions.unanswered };
    }

    /** Serves the program as its engine and its monitor; resolves to the address. */
    #serve(deployment: Deployment, functions: Functions, errors: string[]): Promise<string> {
        const { log } = this.#output;
        const { ResourceMonitorService } = this.#sdk.load<Services>("resource_grpc_pb");
        const { EngineService } = this.#sdk.load<Services>("engine_grpc_pb");
        const parts = { sdk: this.#sdk, deployment, functions, transforms: this.#transforms };
        this.#server.add(ResourceMonitorService, monitorMethods(parts));
        this.#server.add(EngineService, engineMethods(this.#sdk, log, errors));
        return this.#server.listen();
    }
}

interface Services {
    readonly ResourceMonitorService: ServiceDefinition;
    readonly EngineService: ServiceDefinition;
}
