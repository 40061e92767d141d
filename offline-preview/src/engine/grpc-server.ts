import type { Server, ServerUnaryCall, ServiceDefinition, sendUnaryData } from "@grpc/grpc-js";
import { LARGEST_MESSAGE } from "../pack/policy-pack";
import type { Sdk } from "../program/sdk";

/**
 * The implementations of a service's methods, each by its name in the SDK. For any other, the caller gets an error that it
 * doesn't exist.
 */
export type Methods = Readonly<Record<string, (request: never) => object | Promise<object>>>;

/** A gRPC server that only this machine can reach, at its own port. */
export class GrpcServer {
    private readonly sdk: Sdk;
    private readonly server: Server;
    private readonly onFailure: (error: unknown) => void;

    /** @param onFailure receives every error in a method; the caller only learns that the server is going away */
    constructor(sdk: Sdk, onFailure: (error: unknown) => void) {
        this.sdk = sdk;
        this.onFailure = onFailure;
        this.server = new sdk.grpc.Server({
            "grpc.max_receive_message_length": LARGEST_MESSAGE,
            "grpc.max_send_message_length": LARGEST_MESSAGE,
        });
    }

    /** Adds a service. */
    add(service: ServiceDefinition, methods: Methods): void {
        const implementation = Object.entries(methods)
            // A method that this version of the SDK doesn't know.
            .filter(([name]) => name in service)
            .map(([name, answer]) => [name, this.handlerFor(answer)]);
        this.server.addService(service, Object.fromEntries(implementation));
    }

    /** Starts to listen; resolves to the address. */
    listen(): Promise<string> {
        return new Promise((resolve, reject) => {
            const credentials = this.sdk.grpc.ServerCredentials.createInsecure();
            this.server.bindAsync("127.0.0.1:0", credentials, (error, port) => {
                if (error === null) {
                    resolve(`127.0.0.1:${port}`);
                } else {
                    reject(error);
                }
            });
        });
    }

    /** Stops at once. */
    stop(): void {
        this.server.forceShutdown();
    }

    private handlerFor(answer: Methods[string]) {
        return async (call: ServerUnaryCall<never, object>, reply: sendUnaryData<object>): Promise<void> => {
            try {
                reply(null, await answer(call.request));
            } catch (error) {
                this.onFailure(error);
                // The SDK then ends the program silently.
                reply({ code: this.sdk.grpc.status.UNAVAILABLE, details: "the preview has failed" });
            }
        };
    }
}
