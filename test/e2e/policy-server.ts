import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A resource as the engine hands it to a policy pack. */
export interface ServedResource {
    readonly type: string;
    readonly name: string;
    readonly properties: Readonly<Record<string, unknown>>;
    /** The resources that a property is made from, by their names. */
    readonly dependencies?: Readonly<Record<string, readonly string[]>>;
}

/** A level and a configuration. */
export interface ServedConfig {
    readonly enforcementLevel: "advisory" | "mandatory" | "remediate" | "disabled";
    readonly [property: string]: unknown;
}

/** What a policy pack reports. */
export interface Diagnostic {
    readonly policy: string;
    readonly level: "advisory" | "mandatory";
    readonly message: string;
    readonly urn: string;
}

/** What a policy pack says of some resources. */
export interface Verdict {
    readonly diagnostics: readonly Diagnostic[];
    /** The policies that don't apply, and why. */
    readonly notApplicable: Readonly<Record<string, string>>;
}

const LEVELS = {
    advisory: proto.EnforcementLevel.ADVISORY,
    mandatory: proto.EnforcementLevel.MANDATORY,
    remediate: proto.EnforcementLevel.REMEDIATE,
    disabled: proto.EnforcementLevel.DISABLED,
} as const;

/** A policy pack that was started the way in which the Pulumi engine starts it, and a client of it. */
export class PolicyServer {
    private constructor(
        private readonly child: ChildProcess,
        private readonly client: AnalyzerClient,
    ) {}

    /** @param folder the pack: a folder with its own node_modules */
    static async start(folder: string): Promise<PolicyServer> {
        const runner = join(folder, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
        const child = spawn(process.execPath, [runner, "127.0.0.1:1", folder], {
            cwd: folder,
            stdio: ["ignore", "pipe", "pipe"],
        });
        let errors = "";
        child.stderr.on("data", chunk => {
            errors += chunk;
        });
        const port = await new Promise<string>((resolve, reject) => {
            createInterface({ input: child.stdout }).once("line", resolve);
            child.once("exit", code => reject(new Error(`the pack ended with ${code}: ${errors}`)));
        });
        const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
            "grpc.max_receive_message_length": -1,
            "grpc.max_send_message_length": -1,
        });
        return new PolicyServer(child, client);
    }

    get pid(): number {
        return this.child.pid as number;
    }

    stop(): void {
        this.client.close();
        this.child.kill();
    }

    /** What the pack says of itself. */
    info(): Promise<proto.AnalyzerInfo> {
        return call((request, done) => this.client.getAnalyzerInfo(request, done), new Empty());
    }

    /** Sets the level and the configuration of every policy that is named; the others are what they are. */
    async configure(policies: Readonly<Record<string, ServedConfig>>): Promise<void> {
        const request = new proto.ConfigureAnalyzerRequest();
        for (const [name, { enforcementLevel, ...properties }] of Object.entries(policies)) {
            const config = new proto.PolicyConfig();
            config.setEnforcementlevel(LEVELS[enforcementLevel]);
            config.setProperties(Struct.fromJavaScript(properties as never));
            request.getPolicyconfigMap().set(name, config);
        }
        await call((message, done) => this.client.configure(message, done), request);
    }

    /** What the policies over resources say of one. */
    async analyze({ type, name, properties }: ServedResource): Promise<Verdict> {
        const request = new proto.AnalyzeRequest();
        request.setType(type);
        request.setName(name);
        request.setUrn(urnOf({ type, name }));
        request.setProperties(Struct.fromJavaScript(properties as never));
        request.setOptions(new proto.AnalyzerResourceOptions());
        return verdictOf(await call((message, done) => this.client.analyze(message, done), request));
    }

    /** What the policies over stacks say of all of them. */
    async analyzeStack(resources: readonly ServedResource[]): Promise<Verdict> {
        const request = new proto.AnalyzeStackRequest();
        request.setResourcesList(resources.map(resource => analyzerResource(resource, resources)));
        return verdictOf(await call((message, done) => this.client.analyzeStack(message, done), request));
    }
}

/** The URN of a resource of the stack that is pretended. */
export function urnOf({ type, name }: Pick<ServedResource, "type" | "name">): string {
    return `urn:pulumi:prod::agents::${type}::${name}`;
}

function analyzerResource(
    { type, name, properties, dependencies = {} }: ServedResource,
    resources: readonly ServedResource[],
): proto.AnalyzerResource {
    const resource = new proto.AnalyzerResource();
    resource.setType(type);
    resource.setName(name);
    resource.setUrn(urnOf({ type, name }));
    resource.setProperties(Struct.fromJavaScript(properties as never));
    resource.setOptions(new proto.AnalyzerResourceOptions());
    for (const [property, names] of Object.entries(dependencies)) {
        const urns = new proto.AnalyzerPropertyDependencies();
        urns.setUrnsList(resources.filter(other => names.includes(other.name)).map(urnOf));
        resource.getPropertydependenciesMap().set(property, urns);
    }
    return resource;
}

function verdictOf(response: proto.AnalyzeResponse): Verdict {
    return {
        diagnostics: response.getDiagnosticsList().map(diagnostic => ({
            policy: diagnostic.getPolicyname(),
            level: diagnostic.getEnforcementlevel() === proto.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
            message: diagnostic.getMessage(),
            urn: diagnostic.getUrn(),
        })),
        notApplicable: Object.fromEntries(
            response.getNotApplicableList().map(entry => [entry.getPolicyName(), entry.getReason()]),
        ),
    };
}

function call<Request, Response>(
    method: (request: Request, done: (error: Error | null, response: Response) => void) => unknown,
    request: Request,
): Promise<Response> {
    return new Promise((resolve, reject) => {
        method(request, (error, response) => (error === null ? resolve(response) : reject(error)));
    });
}
