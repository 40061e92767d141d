import type {
    ReadResourceRequest,
    RegisterPackageRequest,
    RegisterResourceOutputsRequest,
    RegisterResourceRequest,
    ResourceCallRequest,
    ResourceInvokeRequest,
    SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Sdk } from "../program/sdk";
import { type WireProperties, withoutReferences } from "../values/wire";
import type { Deployment } from "./deployment";
import type { Functions } from "./functions";
import type { Methods } from "./grpc-server";
import { type Registration, readOptions } from "./registration";
import type { Transforms } from "./transforms";

type Service = typeof import("@pulumi/pulumi/proto/resource_grpc_pb");

/** The engine features that a program may use, by the names with which programs ask. */
const FEATURES: ReadonlySet<string> = new Set([
    "secrets",
    "resourceReferences",
    "outputValues",
    "aliasSpecs",
    "deletedWith",
    "replaceWith",
    "replacementTrigger",
    "transforms",
    "invokeTransforms",
    "parameterization",
    // They run when a resource is created, which doesn't happen in a preview.
    "resourceHooks",
    "errorHooks",
]);

/** What a program's monitor needs. */
export interface MonitorParts {
    readonly sdk: Sdk;
    readonly deployment: Deployment;
    readonly functions: Functions;
    readonly transforms: Transforms;
}

/** The methods of the engine's resource monitor, which serves the program. */
export function monitorMethods({ sdk, deployment, functions, transforms }: MonitorParts): Methods {
    const { Empty, Struct } = sdk;
    const { ResourceMonitorService } = sdk.load<Service>("resource_grpc_pb");
    const responses = ResourceMonitorService as unknown as ResponseTypes;
    const packageVersions: string[] = [];

    const struct = (properties: WireProperties, references: boolean): Struct =>
        Struct.fromJavaScript((references ? properties : withoutReferences(properties)) as Record<string, never>);
    const versionOf = (packageRef: string | undefined, version: string): string =>
        packageRef ? (packageVersions[Number(packageRef)] ?? "") : version;

    return {
        supportsFeature: (request: SupportsFeatureRequest) => {
            const response = new responses.supportsFeature.responseType();
            response.setHassupport(FEATURES.has(request.getId()));
            return response;
        },
        registerResource: async (request: RegisterResourceRequest) => {
            const registration = readRegistration(request);
            const version = versionOf(request.getPackageref?.(), registration.options.version);
            const { urn, id, outputs } = await deployment.register({
                ...registration,
                options: { ...registration.options, version },
            });
            const response = new responses.registerResource.responseType();
            response.setUrn(urn);
            response.setId(id);
            response.setObject(struct(outputs, request.getAcceptresources()));
            return response;
        },
        registerResourceOutputs: (request: RegisterResourceOutputsRequest) => {
            deployment.registerOutputs(request.getUrn(), propertiesOf(request.getOutputs()));
            return new Empty();
        },
        readResource: (request: ReadResourceRequest) => {
            const subject = { type: request.getType(), name: request.getName(), parent: request.getParent() };
            const { urn, outputs } = deployment.read(subject, request.getId(), propertiesOf(request.getProperties()));
            const response = new responses.readResource.responseType();
            response.setUrn(urn);
            response.setProperties(struct(outputs, request.getAcceptresources()));
            return response;
        },
        invoke: async (request: ResourceInvokeRequest) => {
            const args = await transforms.transformInvoke(request.getTok(), propertiesOf(request.getArgs()));
            const response = new responses.invoke.responseType();
            response.setReturn(struct(functions.invoke(request.getTok(), args), true));
            return response;
        },
        call: (request: ResourceCallRequest) => {
            const response = new responses.call.responseType();
            response.setReturn(struct(functions.call(request.getTok(), propertiesOf(request.getArgs())), true));
            return response;
        },
        registerPackage: (request: RegisterPackageRequest) => {
            const version = request.getParameterization()?.getVersion() ?? request.getVersion();
            const response = new responses.registerPackage.responseType();
            response.setRef(String(packageVersions.push(version) - 1));
            return response;
        },
        registerStackTransform: (callback: Parameters<Transforms["addToStack"]>[0]) => {
            transforms.addToStack(callback);
            return new Empty();
        },
        registerStackInvokeTransform: (callback: Parameters<Transforms["addToInvokes"]>[0]) => {
            transforms.addToInvokes(callback);
            return new Empty();
        },
        registerResourceHook: () => new Empty(),
        registerErrorHook: () => new Empty(),
        signalAndWaitForShutdown: () => new Empty(),
    };
}

/** The response messages, by method: the generated service names them, its types don't. */
interface ResponseTypes {
    readonly supportsFeature: ResponseType<"SupportsFeatureResponse">;
    readonly registerResource: ResponseType<"RegisterResourceResponse">;
    readonly readResource: ResponseType<"ReadResourceResponse">;
    readonly registerPackage: ResponseType<"RegisterPackageResponse">;
    readonly invoke: { readonly responseType: new () => { setReturn(value: Struct): unknown } };
    readonly call: { readonly responseType: new () => { setReturn(value: Struct): unknown } };
}

interface ResponseType<Name extends keyof typeof import("@pulumi/pulumi/proto/resource_pb")> {
    readonly responseType: typeof import("@pulumi/pulumi/proto/resource_pb")[Name];
}

function readRegistration(request: RegisterResourceRequest): Registration {
    return {
        type: request.getType(),
        name: request.getName(),
        parent: request.getParent(),
        custom: request.getCustom(),
        remote: request.getRemote(),
        properties: propertiesOf(request.getObject()),
        propertyDependencies: Object.fromEntries(
            [...request.getPropertydependenciesMap().entries()].map(([name, urns]) => [name, urns.getUrnsList()]),
        ),
        options: readOptions(request),
        transforms: request.getTransformsList?.() ?? [],
    };
}

function propertiesOf(struct: Struct | undefined): WireProperties {
    return (struct?.toJavaScript() ?? {}) as WireProperties;
}
