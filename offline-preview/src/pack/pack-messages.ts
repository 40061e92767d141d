import type { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Resource } from "../engine/resource";
import type { Stack } from "../engine/stack";
import type { ProjectIdentity } from "../program/project";
import type { Sdk } from "../program/sdk";
import { type WireProperties, withoutInternals, withoutReferences } from "../values/wire";
import type { CompletePolicyConfig } from "./pack-config";
import { LEVELS } from "./pack-config";

type Messages = typeof import("@pulumi/pulumi/proto/analyzer_pb");

/** Writes the messages to a policy pack, in the version of the protocol that the pack itself has. */
export class PackMessages {
    private readonly messages: Messages;
    private readonly sdk: Sdk;

    constructor(sdk: Sdk) {
        this.sdk = sdk;
        this.messages = sdk.load<Messages>("analyzer_pb");
    }

    /** What the pack may know about the stack; `undefined` for a pack that is too old for it. */
    configureStack(project: ProjectIdentity, stack: Stack): AnalyzerStackConfigureRequest | undefined {
        const { AnalyzerStackConfigureRequest: Request } = this.messages as Partial<Messages>;
        if (Request === undefined) {
            return undefined;
        }
        const request = new Request();
        request.setProject(project.name);
        request.setStack(stack.name);
        request.setOrganization(stack.organization);
        request.setDryRun(true);
        // Pulumi Cloud keeps it as a tag of the stack. Only programs for Node run here.
        request.getTagsMap().set("pulumi:runtime", "nodejs");
        for (const [key, { value, secret }] of stack.config) {
            request.getConfigMap().set(key, value);
            if (secret) {
                request.setConfigSecretKeysList([...request.getConfigSecretKeysList(), key]);
            }
        }
        return request;
    }

    /** The configuration of every policy, each with an explicit level: level 0 of the protocol means advisory. */
    configure(configs: ReadonlyMap<string, CompletePolicyConfig>) {
        const request = new this.messages.ConfigureAnalyzerRequest();
        for (const [name, { level, properties }] of configs) {
            const config = new this.messages.PolicyConfig();
            config.setEnforcementlevel(LEVELS.indexOf(level) as ReturnType<typeof config.getEnforcementlevel>);
            config.setProperties(this.struct(properties as WireProperties));
            request.getPolicyconfigMap().set(name, config);
        }
        return request;
    }

    /** A resource for `Remediate`, which also sees the provider's internal properties. */
    remediate(resource: Resource) {
        return this.fill(new this.messages.AnalyzeRequest(), resource, resource.inputs);
    }

    /** A resource for `Analyze`. */
    analyze(resource: Resource) {
        return this.fill(new this.messages.AnalyzeRequest(), resource, withoutInternals(resource.inputs));
    }

    /** All resources, with their outputs. */
    analyzeStack(resources: readonly (readonly [resource: Resource, outputs: WireProperties])[]) {
        const request = new this.messages.AnalyzeStackRequest();
        request.setResourcesList(
            resources.map(([resource, outputs]) => {
                const message = new this.messages.AnalyzerResource();
                this.fill(message, resource, withoutInternals(outputs));
                message.setParent(resource.parent);
                message.setDependenciesList([...resource.dependencies]);
                for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
                    if (urns.length > 0) {
                        const dependencies = new this.messages.AnalyzerPropertyDependencies();
                        dependencies.setUrnsList([...urns]);
                        message.getPropertydependenciesMap().set(property, dependencies);
                    }
                }
                return message;
            }),
        );
        return request;
    }

    private fill<Message extends InstanceType<Messages["AnalyzeRequest"] | Messages["AnalyzerResource"]>>(
        message: Message,
        resource: Resource,
        properties: WireProperties,
    ): Message {
        const { urn, type, name, provider } = resource;
        message.setUrn(urn);
        message.setType(type);
        message.setName(name);
        message.setProperties(this.struct(properties));
        message.setOptions(this.options(resource));
        if (provider !== undefined) {
            const ofProvider = new this.messages.AnalyzerProviderResource();
            ofProvider.setUrn(provider.urn);
            ofProvider.setType(provider.type);
            ofProvider.setName(provider.name);
            ofProvider.setProperties(this.struct(withoutInternals(provider.inputs)));
            message.setProvider(ofProvider);
        }
        return message;
    }

    private options({ parent, options }: Resource) {
        const message = new this.messages.AnalyzerResourceOptions();
        message.setProtect(options.protect);
        message.setIgnorechangesList([...options.ignoreChanges]);
        message.setDeletebeforereplace(options.deleteBeforeReplace ?? false);
        message.setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
        message.setAdditionalsecretoutputsList([...options.additionalSecretOutputs]);
        message.setParent(parent);
        const timeouts = new this.messages.AnalyzerResourceOptions.CustomTimeouts();
        timeouts.setCreate(options.timeouts.create);
        timeouts.setUpdate(options.timeouts.update);
        timeouts.setDelete(options.timeouts.delete);
        timeouts.setRead(options.timeouts.read);
        message.setCustomtimeouts(timeouts);
        return message;
    }

    private struct(properties: WireProperties) {
        const plain = withoutReferences(properties) as Record<string, never>;
        return this.sdk.Struct.fromJavaScript(plain);
    }
}
