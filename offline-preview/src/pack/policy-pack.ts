import type { Resource } from "../engine/resource";
import type { Stack } from "../engine/stack";
import { callUnary } from "../engine/unary";
import type { Log } from "../log";
import { PreviewError } from "../preview-error";
import type { Children } from "../program/children";
import { programEnvironment } from "../program/program-environment";
import type { ProjectIdentity } from "../program/project";
import type { WireProperties } from "../values/wire";
import { completeConfig, LEVELS, type PackConfig, type PackPolicy, refuseUnknownPolicies } from "./pack-config";
import type { PackLocation } from "./pack-location";
import { PackMessages } from "./pack-messages";
import { PackProcess } from "./pack-process";

/** The engine's limit for messages. Source: `maxRPCMessageSize` in the engine's `rpcutil`. */
export const LARGEST_MESSAGE = 400 * 1024 * 1024;

/** How long to wait, after a lost connection, for its reason: the end of the process. */
const REASON_MS = 2000;

type Service = typeof import("@pulumi/pulumi/proto/analyzer_grpc_pb");
type Messages = typeof import("@pulumi/pulumi/proto/analyzer_pb");
type Info = InstanceType<Messages["AnalyzerInfo"]>;
type GrpcError = Error & { readonly code?: number; readonly details?: string };

interface Connection {
    readonly client: InstanceType<Service["AnalyzerClient"]>;
    readonly messages: PackMessages;
}

/** A violation that a pack reports, and the resource that it names. */
export interface Diagnostic {
    readonly policy: string;
    readonly level: "advisory" | "mandatory";
    readonly message: string;
    readonly urn: string;
    /** Is it less than the policy's level, because something is not known yet? */
    readonly undecided: boolean;
}

/** The answer of a remediation: other inputs, or why it could not run. */
export type PackRemediation = { readonly policy: string } & (
    | { readonly properties: WireProperties }
    | { readonly diagnostic: string }
);

/** A policy pack, called as the Pulumi engine calls it: in its own process, over gRPC. */
export class PolicyPack {
    private readonly location: PackLocation;
    private readonly process: PackProcess;
    private connection: Connection | undefined;
    private levels: ReadonlyMap<string, string> = new Map();
    private name: string;

    /** Starts the pack's process. */
    constructor(
        location: PackLocation,
        private readonly project: ProjectIdentity,
        private readonly stack: Stack,
        children: Children,
        log: Log,
    ) {
        this.location = location;
        this.name = location.folder;
        this.process = new PackProcess(location, children, programEnvironment(project, stack), log);
    }

    /** Waits for the pack, and configures it: the engine's calls, in its order. */
    async configure(config: PackConfig): Promise<void> {
        const { messages } = await this.connect();
        const configureStack = messages.configureStack(this.project, this.stack);
        if (configureStack !== undefined) {
            await this.callIfKnown("configureStack", configureStack);
        }
        const info = await this.call<Info>("getAnalyzerInfo", new this.location.sdk.Empty());
        this.name = info.getName();
        const policies = info.getPoliciesList().map(readPolicy);
        refuseUnknownPolicies(config, policies, this.name);
        const complete = completeConfig(policies, [initialConfig(info), config], this.name);
        this.levels = new Map([...complete].map(([name, { level }]) => [name, level]));
        await this.call("configure", messages.configure(complete));
    }

    /** Lets the pack remediate a resource. */
    async remediate(resource: Resource): Promise<readonly PackRemediation[]> {
        type Reply = InstanceType<Messages["RemediateResponse"]>;
        const reply = await this.call<Reply>("remediate", this.connected.messages.remediate(resource));
        return reply.getRemediationsList().flatMap((remediation): PackRemediation[] => {
            const policy = remediation.getPolicyname();
            const diagnostic = remediation.getDiagnostic();
            const properties = remediation.getProperties()?.toJavaScript() as WireProperties | undefined;
            if (diagnostic !== "") {
                return [{ policy, diagnostic }];
            }
            return properties === undefined ? [] : [{ policy, properties }];
        });
    }

    /** Lets the pack judge a resource. */
    async analyze(resource: Resource): Promise<readonly Diagnostic[]> {
        return this.diagnostics("analyze", this.connected.messages.analyze(resource));
    }

    /** Lets the pack judge the stack as a whole, by the outputs of its resources. */
    async analyzeStack(
        resources: readonly (readonly [resource: Resource, outputs: WireProperties])[],
    ): Promise<readonly Diagnostic[]> {
        return this.diagnostics("analyzeStack", this.connected.messages.analyzeStack(resources));
    }

    /** Tells the pack that it is no longer needed. Few packs implement this; the process is ended either way. */
    async cancel(): Promise<void> {
        await this.callIfKnown("cancel", new this.location.sdk.Empty());
    }

    /** Closes the connection. */
    close(): void {
        this.connection?.client.close();
    }

    private async connect(): Promise<Connection> {
        const { sdk } = this.location;
        // Loaded while the process starts.
        const { AnalyzerClient } = sdk.load<Service>("analyzer_grpc_pb");
        const messages = new PackMessages(sdk);
        const address = `127.0.0.1:${await this.process.port}`;
        const client = new AnalyzerClient(address, sdk.grpc.credentials.createInsecure(), {
            "grpc.max_receive_message_length": LARGEST_MESSAGE,
        });
        this.connection = { client, messages };
        return this.connection;
    }

    private get connected(): Connection {
        if (this.connection === undefined) {
            throw new Error("the policy pack is called before it is configured");
        }
        return this.connection;
    }

    private async diagnostics(method: string, request: object): Promise<readonly Diagnostic[]> {
        const reply = await this.call<InstanceType<Messages["AnalyzeResponse"]>>(method, request);
        return reply.getDiagnosticsList().map(diagnostic => {
            const policy = diagnostic.getPolicyname();
            const isAdvice = LEVELS[diagnostic.getEnforcementlevel()] === "advisory";
            return {
                policy,
                // What still violates after a remediation is mandatory.
                level: isAdvice ? "advisory" : "mandatory",
                message: diagnostic.getMessage(),
                urn: diagnostic.getUrn(),
                // The SDK itself reports a policy that read an unknown value so, whatever its level is.
                undecided: isAdvice && this.levels.get(policy) !== "advisory",
            };
        });
    }

    private async call<Reply>(method: string, request: object): Promise<Reply> {
        try {
            return await callUnary<Reply>(this.connected.client, method, request);
        } catch (error) {
            throw await this.explain(error as GrpcError);
        }
    }

    /** Calls a method that packs of some versions don't have. */
    private async callIfKnown(method: string, request: object): Promise<void> {
        const { client } = this.connected;
        if (method in client) {
            await callUnary(client, method, request).catch(async (error: GrpcError) => {
                if (error.code !== this.location.sdk.grpc.status.UNIMPLEMENTED) {
                    throw await this.explain(error);
                }
            });
        }
    }

    /** A failed call in the pack's own words; or how the process ended, if it has. */
    private async explain(error: GrpcError): Promise<PreviewError> {
        const [summary = "", ...lines] = (error.details ?? error.message).split("\n");
        const failed = new PreviewError(`the policy pack ${this.name} failed: ${summary}`, { details: lines });
        return error.code === this.location.sdk.grpc.status.UNAVAILABLE
            ? Promise.race([this.process.endedError("ended during a call"), later(failed)])
            : failed;
    }
}

function later<Value>(value: Value): Promise<Value> {
    return new Promise(resolve => setTimeout(resolve, REASON_MS, value).unref());
}

function readPolicy(policy: InstanceType<Messages["PolicyInfo"]>): PackPolicy {
    const schema = policy.getConfigschema();
    return {
        name: policy.getName(),
        level: LEVELS[policy.getEnforcementlevel()] ?? "advisory",
        schema: {
            properties: schema?.getProperties()?.toJavaScript() ?? {},
            required: schema?.getRequiredList() ?? [],
        },
    };
}

/** The configuration that the pack itself contains. */
function initialConfig(info: Info): PackConfig {
    return new Map(
        [...info.getInitialconfigMap().entries()].map(([name, entry]) => [
            name,
            {
                level: LEVELS[entry.getEnforcementlevel()] ?? "advisory",
                properties: entry.getProperties()?.toJavaScript() ?? {},
            },
        ]),
    );
}
