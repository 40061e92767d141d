import type { LogRequest, SetRootResourceRequest } from "@pulumi/pulumi/proto/engine_pb";
import type { Log } from "../log";
import type { Sdk } from "../program/sdk";
import type { Methods } from "./grpc-server";

type Messages = typeof import("@pulumi/pulumi/proto/engine_pb");

/**
 * The methods of the engine that a program uses besides its monitor: above all, the log.
 * @param errors collects what the program logs as errors
 */
export function engineMethods(sdk: Sdk, log: Log, errors: string[]): Methods {
    const messages = sdk.load<Messages>("engine_pb");
    let rootResource = "";
    return {
        log: (request: LogRequest) => {
            const message = request.getMessage().trimEnd();
            switch (request.getSeverity()) {
                case messages.LogSeverity.DEBUG:
                    break;
                case messages.LogSeverity.ERROR:
                    errors.push(message);
                    break;
                case messages.LogSeverity.WARNING:
                    log.warn(message);
                    break;
                default:
                    log.line(message);
            }
            return new sdk.Empty();
        },
        setRootResource: (request: SetRootResourceRequest) => {
            rootResource = request.getUrn();
            return new messages.SetRootResourceResponse();
        },
        getRootResource: () => {
            const response = new messages.GetRootResourceResponse();
            response.setUrn(rootResource);
            return response;
        },
        // A range of CLI versions: no CLI runs here.
        requirePulumiVersion: () => new messages.RequirePulumiVersionResponse(),
    };
}
