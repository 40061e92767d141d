import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
    type AnalyzeDiagnostic,
    AnalyzeRequest,
    type AnalyzeResponse,
    type AnalyzerInfo,
    AnalyzerPropertyDependencies,
    AnalyzerProviderResource,
    AnalyzerResource,
    AnalyzerResourceOptions,
    AnalyzeStackRequest,
    ConfigureAnalyzerRequest,
    EnforcementLevel,
    PolicyConfig,
    type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { Message } from "google-protobuf";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A resource as the engine sends it: the inputs with its own encodings of secrets and unknown values. */
export interface SentResource {
    readonly type: string;
    readonly name: string;
    readonly properties: Record<string, unknown>;
    readonly provider?: Record<string, unknown>;
    /** Paths of properties whose changes the program ignores. */
    readonly ignoreChanges?: readonly string[];
    /** The resources that each property is made from, by their names; only stack policies receive them. */
    readonly dependencies?: Readonly<Record<string, readonly string[]>>;
}

/** What the policies said about a resource. */
export interface Analysis {
    readonly violations: readonly Violation[];
    readonly notApplicable: readonly string[];
    /** Why a policy doesn't apply, by its name. */
    readonly reasons: Readonly<Record<string, string>>;
}

export interface Violation {
    readonly policy: string;
    readonly level: "advisory" | "mandatory";
    readonly message: string;
    /** The resource, if a stack policy names one. */
    readonly urn: string;
}

export interface RemediationSent {
    readonly policy: string;
    readonly properties: Record<string, unknown>;
    readonly diagnostic: string;
}

/** A policy's configuration with its level, as in a file for `--policy-pack-config`. */
export type PolicyConfigs = Readonly<
    Record<string, { enforcementLevel?: keyof typeof LEVELS; [name: string]: unknown }>
>;

const LEVELS = {
    advisory: EnforcementLevel.ADVISORY,
    mandatory: EnforcementLevel.MANDATORY,
    disabled: EnforcementLevel.DISABLED,
    remediate: EnforcementLevel.REMEDIATE,
} as const;

/** The encoding of a secret. Source: `specialSigKey` and `specialSecretSig` of `@pulumi/pulumi/runtime/rpc`. */
export function secret(value: unknown): Record<string, unknown> {
    return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** The policy server of a pack, started as the engine starts it, and called as the engine calls it. */
export class PolicyServer {
    private constructor(
        private readonly process: ChildProcess,
        private readonly client: AnalyzerClient,
    ) {}

    /** @param pack the absolute path of the pack's folder */
    static async start(pack: string): Promise<PolicyServer> {
        const script = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [pack] });
        const child = spawn(process.execPath, [script, "127.0.0.1:1", pack], {
            cwd: pack,
            stdio: ["ignore", "pipe", "inherit"],
        });
        const port = await new Promise<string>((resolve, reject) => {
            createInterface(child.stdout).once("line", resolve);
            child.once("exit", code => reject(new Error(`the policy server ended with exit code ${code}`)));
        });
        return new PolicyServer(
            child,
            new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), UNLIMITED),
        );
    }

    info(): Promise<AnalyzerInfo> {
        return answer((callback: Callback<AnalyzerInfo>) => this.client.getAnalyzerInfo(new Empty(), callback));
    }

    async configure(configs: PolicyConfigs): Promise<void> {
        const request = new ConfigureAnalyzerRequest();
        const map = request.getPolicyconfigMap();
        for (const policy of (await this.info()).getPoliciesList()) {
            const { enforcementLevel, ...properties } = configs[policy.getName()] ?? {};
            const config = new PolicyConfig();
            const level = enforcementLevel === undefined ? policy.getEnforcementlevel() : LEVELS[enforcementLevel];
            config.setEnforcementlevel(level);
            config.setProperties(struct(properties));
            map.set(policy.getName(), config);
        }
        await answer((callback: Callback<Message>) => this.client.configure(request, callback as never));
    }

    async analyze(resource: SentResource): Promise<Analysis> {
        const response = await answer((callback: Callback<AnalyzeResponse>) =>
            this.client.analyze(request(resource), callback),
        );
        return analysisOf(response);
    }

    /** What the stack policies say about all resources of a stack. */
    async analyzeStack(resources: readonly SentResource[]): Promise<Analysis> {
        const message = new AnalyzeStackRequest();
        message.setResourcesList(resources.map(resource => stackResource(resource, resources)));
        return analysisOf(
            await answer((callback: Callback<AnalyzeResponse>) => this.client.analyzeStack(message, callback)),
        );
    }

    async remediate(resource: SentResource): Promise<readonly RemediationSent[]> {
        const response = await answer((callback: Callback<RemediateResponse>) =>
            this.client.remediate(request(resource), callback),
        );
        return response.getRemediationsList().map(remediation => ({
            policy: remediation.getPolicyname(),
            properties: (remediation.getProperties()?.toJavaScript() ?? {}) as Record<string, unknown>,
            diagnostic: remediation.getDiagnostic(),
        }));
    }

    /** The engine's order: the remediations, and then the policies on what they left. */
    async check(resource: SentResource): Promise<Analysis & { readonly remediated: SentResource }> {
        const remediations = await this.remediate(resource);
        const properties = remediations.at(-1)?.properties ?? resource.properties;
        const remediated = { ...resource, properties };
        return { ...(await this.analyze(remediated)), remediated };
    }

    /** The process, for benchmarks. */
    get pid(): number {
        return this.process.pid as number;
    }

    stop(): void {
        this.client.close();
        this.process.removeAllListeners("exit");
        this.process.kill();
    }
}

/** Of gRPC's messages: the engine sets no limit either. */
const UNLIMITED = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

type Callback<T> = (error: ServiceError | null, response: T) => void;

function answer<T>(call: (callback: Callback<T>) => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
        call((error, response) => (error === null ? resolve(response) : reject(error)));
    });
}

/** The message of one analysis or remediation; without options the SDK never answers. */
export function request({ type, name, properties, provider, ignoreChanges = [] }: SentResource): AnalyzeRequest {
    const message = new AnalyzeRequest();
    message.setType(type);
    message.setName(name);
    message.setUrn(urnOf({ type, name }));
    message.setProperties(struct(properties));
    const options = new AnalyzerResourceOptions();
    options.setIgnorechangesList([...ignoreChanges]);
    message.setOptions(options);
    if (provider !== undefined) {
        message.setProvider(providerResource(type, provider));
    }
    return message;
}

/** The URN of a resource in the pretended stack. */
export function urnOf({ type, name }: Pick<SentResource, "type" | "name">): string {
    return `urn:pulumi:dev::project::${type}::${name}`;
}

function stackResource(
    { type, name, properties, provider, dependencies = {} }: SentResource,
    resources: readonly SentResource[],
): AnalyzerResource {
    const message = new AnalyzerResource();
    message.setType(type);
    message.setName(name);
    message.setUrn(urnOf({ type, name }));
    message.setProperties(struct(properties));
    message.setOptions(new AnalyzerResourceOptions());
    for (const [property, names] of Object.entries(dependencies)) {
        const urns = new AnalyzerPropertyDependencies();
        urns.setUrnsList(resources.filter(other => names.includes(other.name)).map(urnOf));
        message.getPropertydependenciesMap().set(property, urns);
    }
    if (provider !== undefined) {
        message.setProvider(providerResource(type, provider));
    }
    return message;
}

function providerResource(type: string, properties: Record<string, unknown>): AnalyzerProviderResource {
    const resource = new AnalyzerProviderResource();
    resource.setType(`pulumi:providers:${type.split(":")[0]}`);
    resource.setName("default");
    resource.setProperties(struct(properties));
    return resource;
}

function struct(value: Record<string, unknown>): Struct {
    return Struct.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]);
}

function analysisOf(response: AnalyzeResponse): Analysis {
    const notApplicable = response.getNotApplicableList();
    return {
        violations: response.getDiagnosticsList().map(violationOf),
        notApplicable: notApplicable.map(entry => entry.getPolicyName()),
        reasons: Object.fromEntries(notApplicable.map(entry => [entry.getPolicyName(), entry.getReason()])),
    };
}

function violationOf(diagnostic: AnalyzeDiagnostic): Violation {
    return {
        policy: diagnostic.getPolicyname(),
        level: diagnostic.getEnforcementlevel() === EnforcementLevel.ADVISORY ? "advisory" : "mandatory",
        message: diagnostic.getMessage(),
        urn: diagnostic.getUrn(),
    };
}
