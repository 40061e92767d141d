import type { TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import type { RegistrationOptions } from "./registration";

type Messages = typeof import("@pulumi/pulumi/proto/resource_pb");

/** The options for a transform. */
export function writeTransformOptions(options: RegistrationOptions, messages: Messages): TransformResourceOptions {
    const message = new messages.TransformResourceOptions();
    message.setDependsOnList([...options.dependsOn]);
    message.setIgnoreChangesList([...options.ignoreChanges]);
    message.setReplaceOnChangesList([...options.replaceOnChanges]);
    message.setVersion(options.version);
    message.setAliasesList([...options.aliases]);
    message.setProvider(options.provider);
    message.setCustomTimeouts(options.customTimeouts);
    message.setPluginDownloadUrl(options.pluginDownloadUrl);
    message.setDeletedWith(options.deletedWith);
    message.setAdditionalSecretOutputsList([...options.additionalSecretOutputs]);
    message.setImport(options.importId);
    for (const [name, provider] of Object.entries(options.providers)) {
        message.getProvidersMap().set(name, provider);
    }
    if (options.protect !== undefined) {
        message.setProtect(options.protect);
    }
    if (options.retainOnDelete !== undefined) {
        message.setRetainOnDelete(options.retainOnDelete);
    }
    if (options.deleteBeforeReplace !== undefined) {
        message.setDeleteBeforeReplace(options.deleteBeforeReplace);
    }
    return message;
}

/** The options that a transform returns: they replace the previous ones. */
export function readTransformOptions(message: TransformResourceOptions): RegistrationOptions {
    return {
        dependsOn: message.getDependsOnList(),
        protect: message.hasProtect() ? message.getProtect() : undefined,
        ignoreChanges: message.getIgnoreChangesList(),
        replaceOnChanges: message.getReplaceOnChangesList(),
        version: message.getVersion(),
        aliases: message.getAliasesList(),
        provider: message.getProvider(),
        providers: Object.fromEntries(message.getProvidersMap().entries()),
        customTimeouts: message.getCustomTimeouts(),
        pluginDownloadUrl: message.getPluginDownloadUrl(),
        retainOnDelete: message.hasRetainOnDelete() ? message.getRetainOnDelete() : undefined,
        deletedWith: message.getDeletedWith(),
        deleteBeforeReplace: message.hasDeleteBeforeReplace() ? message.getDeleteBeforeReplace() : undefined,
        additionalSecretOutputs: message.getAdditionalSecretOutputsList(),
        importId: message.getImport(),
    };
}
