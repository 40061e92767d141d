import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { PreviewError } from "../preview-error";
import type { Sdk } from "../program/sdk";
import { asOutputs, mapProperties, type WireProperties } from "../values/wire";
import type { RegistrationOptions } from "./registration";
import { readTransformOptions, writeTransformOptions } from "./transform-options";
import { callUnary } from "./unary";

type Messages = typeof import("@pulumi/pulumi/proto/resource_pb");
type CallbackMessages = typeof import("@pulumi/pulumi/proto/callback_pb");
type CallbackService = typeof import("@pulumi/pulumi/proto/callback_grpc_pb");
type Client = InstanceType<CallbackService["CallbacksClient"]>;

/** A resource on its way to the engine, as a transform can change it. */
export interface Transformed {
    readonly properties: WireProperties;
    readonly options: RegistrationOptions;
}

/** What a transform receives about a resource. */
export interface TransformSubject {
    readonly type: string;
    readonly name: string;
    readonly parent: string;
    readonly custom: boolean;
}

/** Runs the transforms that a program has registered; they run in the program's own process. */
export class Transforms {
    private readonly sdk: Sdk;
    private readonly clients = new Map<string, Client>();
    private readonly ofStack: Callback[] = [];
    private readonly ofInvokes: Callback[] = [];

    constructor(sdk: Sdk) {
        this.sdk = sdk;
    }

    /** Adds a transform for every resource of the stack. */
    addToStack(callback: Callback): void {
        this.ofStack.push(callback);
    }

    /** Adds a transform for every call of a function. */
    addToInvokes(callback: Callback): void {
        this.ofInvokes.push(callback);
    }

    /** Runs the given transforms, the resource's own before its parents', then those of the stack. */
    async transform(given: Transformed, subject: TransformSubject, own: readonly Callback[]): Promise<Transformed> {
        let transformed = given;
        for (const callback of [...own, ...this.ofStack]) {
            transformed = await this.runTransform(transformed, subject, callback);
        }
        return transformed;
    }

    /** Runs the transforms of calls. */
    async transformInvoke(token: string, given: WireProperties): Promise<WireProperties> {
        const messages = this.sdk.load<Messages>("resource_pb");
        let args = given;
        for (const callback of this.ofInvokes) {
            const request = new messages.TransformInvokeRequest();
            request.setToken(token);
            request.setArgs(this.sdk.Struct.fromJavaScript(asOutputs(args) as Record<string, never>));
            request.setOptions(new messages.TransformInvokeOptions());
            const reply = messages.TransformInvokeResponse.deserializeBinary(
                await this.invoke(callback, request.serializeBinary()),
            );
            args = (reply.getArgs()?.toJavaScript() as WireProperties | undefined) ?? args;
        }
        return args;
    }

    /** Closes the connections to the program. */
    close(): void {
        for (const client of this.clients.values()) {
            client.close();
        }
    }

    private async runTransform(
        given: Transformed,
        subject: TransformSubject,
        callback: Callback,
    ): Promise<Transformed> {
        const messages = this.sdk.load<Messages>("resource_pb");
        const request = new messages.TransformRequest();
        request.setType(subject.type);
        request.setName(subject.name);
        request.setParent(subject.parent);
        request.setCustom(subject.custom);
        request.setProperties(
            this.sdk.Struct.fromJavaScript(mapProperties(given.properties, asOutputs) as Record<string, never>),
        );
        request.setOptions(writeTransformOptions(given.options, messages));
        const reply = messages.TransformResponse.deserializeBinary(
            await this.invoke(callback, request.serializeBinary()),
        );
        const options = reply.getOptions();
        return {
            properties: (reply.getProperties()?.toJavaScript() as WireProperties | undefined) ?? given.properties,
            options: options === undefined ? given.options : readTransformOptions(options),
        };
    }

    private async invoke(callback: Callback, request: Uint8Array): Promise<Uint8Array> {
        const { CallbackInvokeRequest } = this.sdk.load<CallbackMessages>("callback_pb");
        const message = new CallbackInvokeRequest();
        message.setToken(callback.getToken());
        message.setRequest(request);
        type Reply = InstanceType<CallbackMessages["CallbackInvokeResponse"]>;
        try {
            const reply = await callUnary<Reply>(this.client(callback.getTarget()), "invoke", message);
            return reply.getResponse_asU8();
        } catch (error) {
            throw new PreviewError(`a transform of the program failed: ${(error as { details?: string }).details}`);
        }
    }

    private client(target: string): Client {
        const existing = this.clients.get(target);
        if (existing !== undefined) {
            return existing;
        }
        const { CallbacksClient } = this.sdk.load<CallbackService>("callback_grpc_pb");
        const client = new CallbacksClient(target, this.sdk.grpc.credentials.createInsecure());
        this.clients.set(target, client);
        return client;
    }
}
