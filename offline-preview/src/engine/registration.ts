import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { WireProperties } from "../values/wire";

/** What a program requests when it declares a resource. */
export interface Registration {
    readonly type: string;
    readonly name: string;
    readonly parent: string;
    /** Managed by a provider; otherwise a component. */
    readonly custom: boolean;
    /** A component that its provider builds. */
    readonly remote: boolean;
    readonly properties: WireProperties;
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    readonly options: RegistrationOptions;
    readonly transforms: readonly Callback[];
}

/** The options with which a program declares a resource, as far as a preview or a transform can see them. */
export interface RegistrationOptions {
    readonly dependsOn: readonly string[];
    readonly protect: boolean | undefined;
    readonly ignoreChanges: readonly string[];
    readonly replaceOnChanges: readonly string[];
    readonly version: string;
    readonly aliases: readonly Alias[];
    /** Reference to a provider: its URN, `::`, its ID. */
    readonly provider: string;
    /** The same by package, for a component. */
    readonly providers: Readonly<Record<string, string>>;
    readonly customTimeouts: RegisterResourceRequest.CustomTimeouts | undefined;
    readonly pluginDownloadUrl: string;
    readonly retainOnDelete: boolean | undefined;
    readonly deletedWith: string;
    readonly deleteBeforeReplace: boolean | undefined;
    readonly additionalSecretOutputs: readonly string[];
    readonly importId: string;
}

/** The options of a resource that sets none. */
const NO_OPTIONS: RegistrationOptions = {
    dependsOn: [],
    protect: undefined,
    ignoreChanges: [],
    replaceOnChanges: [],
    version: "",
    aliases: [],
    provider: "",
    providers: {},
    customTimeouts: undefined,
    pluginDownloadUrl: "",
    retainOnDelete: undefined,
    deletedWith: "",
    deleteBeforeReplace: undefined,
    additionalSecretOutputs: [],
    importId: "",
};

/** A resource without parent, properties or options. */
export function bareRegistration(type: string, name: string): Registration {
    return {
        type,
        name,
        parent: "",
        custom: true,
        remote: false,
        properties: {},
        propertyDependencies: {},
        options: NO_OPTIONS,
        transforms: [],
    };
}

/** The options of a request. */
export function readOptions(request: RegisterResourceRequest): RegistrationOptions {
    const deleteBeforeReplace = request.getDeletebeforereplace();
    return {
        dependsOn: request.getDependenciesList(),
        protect: request.getProtect(),
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        version: request.getVersion(),
        aliases: request.getAliasesList(),
        provider: request.getProvider(),
        providers: Object.fromEntries(request.getProvidersMap().entries()),
        customTimeouts: request.getCustomtimeouts(),
        pluginDownloadUrl: request.getPlugindownloadurl(),
        retainOnDelete: request.getRetainondelete(),
        deletedWith: request.getDeletedwith(),
        deleteBeforeReplace: request.getDeletebeforereplacedefined() ? deleteBeforeReplace : undefined,
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        importId: request.getImportid(),
    };
}
