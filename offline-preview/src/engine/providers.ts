import { providerSdkVersion } from "../program/provider-sdk";
import { secret, type WireProperties } from "../values/wire";
import { bareRegistration, type Registration, type RegistrationOptions } from "./registration";
import type { Stack } from "./stack";

const PROVIDER_TYPE = "pulumi:providers:";

/** The provider package that a type or a function belongs to: `aws` for `aws:s3/bucket:Bucket`. */
export function packageOf(token: string): string {
    return token.split(":")[0] ?? "";
}

/** Is this the type of a provider itself? */
export function isProviderType(type: string): boolean {
    return type.startsWith(PROVIDER_TYPE);
}

/** The URN in a reference to a provider, which ends with the provider's ID. */
export function urnOfReference(reference: string): string {
    return reference.slice(0, Math.max(reference.lastIndexOf("::"), 0));
}

/** The default providers: one for each package and version, configured by the stack. */
export class Providers {
    private readonly defaults = new Set<string>();

    constructor(
        private readonly stack: Stack,
        private readonly programFolder: string,
    ) {}

    /** Is this resource a default provider? */
    isDefault({ type, name }: Pick<Registration, "type" | "name">): boolean {
        return this.defaults.has(`${type}::${name}`);
    }

    /** The registration of the default provider for a resource. Source: the engine's `ProviderRequest.DefaultName`. */
    defaultFor(packageName: string, { version, pluginDownloadUrl }: RegistrationOptions): Registration {
        const type = `${PROVIDER_TYPE}${packageName}`;
        const known = version || this.installed(packageName);
        const versionPart = known === "" ? "" : `_${known.replace(/[.+-]/g, "_")}`;
        const urlPart = pluginDownloadUrl === "" ? "" : `_${pluginDownloadUrl.replace(/[^\w./-]+/g, "_")}`;
        const name = `default${versionPart}${urlPart}`;
        this.defaults.add(`${type}::${name}`);
        const bare = bareRegistration(type, name);
        return { ...bare, properties: this.configOf(packageName), options: { ...bare.options, version: known } };
    }

    /** The inputs of a provider: the engine adds its version. */
    withVersion(
        { type, properties }: Pick<Registration, "type" | "properties">,
        options: RegistrationOptions,
    ): WireProperties {
        const version = options.version || this.installed(type.slice(PROVIDER_TYPE.length));
        return version === "" ? properties : { ...properties, version };
    }

    private installed(packageName: string): string {
        return providerSdkVersion(packageName, this.programFolder);
    }

    /** The configuration of a package belongs to its default provider: `aws:region` is its `region`. */
    private configOf(packageName: string): WireProperties {
        const prefix = `${packageName}:`;
        return Object.fromEntries(
            [...this.stack.config]
                .filter(([key]) => key.startsWith(prefix))
                .map(([key, { value, secret: isSecret }]) => [
                    key.slice(prefix.length),
                    isSecret ? secret(value) : value,
                ]),
        );
    }
}
