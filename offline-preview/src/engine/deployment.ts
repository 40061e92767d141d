import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { Log } from "../log";
import type { Judge } from "../pack/judge";
import { policyOptions } from "../pack/policy-options";
import { PreviewError } from "../preview-error";
import type { ProjectIdentity } from "../program/project";
import type { DeclaredResource } from "../result";
import { encryptedKeysIn } from "../values/encrypted";
import type { Secrets } from "../values/secrets";
import { mapProperties, received, secret, UNKNOWN, type WireProperties } from "../values/wire";
import type { Mocks } from "./mocks";
import { isProviderType, Providers, packageOf, urnOfReference } from "./providers";
import type { Registration } from "./registration";
import type { Resource } from "./resource";
import type { Stack } from "./stack";
import type { Transforms } from "./transforms";
import { createUrn, STACK_TYPE } from "./urn";

/** What the program learns about a resource. */
export interface Registered {
    readonly urn: string;
    /** Empty if it is unknown. */
    readonly id: string;
    readonly outputs: WireProperties;
}

interface Known {
    readonly registration: Registration;
    readonly resource: Resource;
    outputs: WireProperties;
}

/** The environment of a deployment. */
export interface Surroundings {
    readonly project: ProjectIdentity;
    readonly stack: Stack;
    readonly judge: Judge;
    readonly transforms: Transforms;
    readonly mocks: Mocks;
    readonly secrets: Secrets;
    readonly log: Log;
}

/**
 * The resources of a program, as a first preview sees them: each is judged when it is declared; its outputs are its
 * inputs, and whatever else only a provider knows is unknown.
 */
export class Deployment {
    /** Set once the program has received an unknown result as an object, which it may put into a string. */
    unknownObjects = false;
    private readonly around: Surroundings;
    private readonly known = new Map<string, Known>();
    private readonly providers: Providers;
    private readonly unseenUrns: string[] = [];
    private readonly unansweredTypes = new Set<string>();
    /** The keys of the encrypted values that resources are made from, by URN. */
    private readonly encrypted = new Map<string, ReadonlySet<string>>();
    private queue: Promise<unknown>;

    /** @param ready resolves when resources can be judged */
    constructor(around: Surroundings, ready: Promise<unknown>) {
        this.queue = ready;
        this.around = around;
        this.providers = new Providers(around.stack, around.project.programFolder);
    }

    /** The resources that the program has declared, including the stack but not default providers. */
    get resources(): readonly DeclaredResource[] {
        return [...this.known.values()]
            .filter(({ resource }) => !this.providers.isDefault(resource))
            .map(({ resource: { urn, parent } }) => ({ urn, parent }));
    }

    /** Components whose contents were not seen. */
    get unseen(): readonly string[] {
        return this.unseenUrns;
    }

    /** The types of existing resources that the program read without a mock. */
    get unanswered(): readonly string[] {
        return [...this.unansweredTypes];
    }

    /** The keys of the encrypted configuration values that kept a policy from deciding. */
    get undecrypted(): readonly string[] {
        const open = this.around.judge.undecided;
        return [...new Set([...this.encrypted].flatMap(([urn, keys]) => (open.has(urn) ? [...keys] : [])))].sort();
    }

    /** Declares a resource. */
    async register(given: Registration): Promise<Registered> {
        this.noteEncrypted(given);
        const inherited = this.inherit({ ...given, properties: this.receive(given.properties) });
        const registration = await this.transform(inherited);
        return this.inTurn(() => this.declare(registration));
    }

    /** Notes the outputs of a component, or of the stack. */
    registerOutputs(urn: string, outputs: WireProperties): void {
        const known = this.known.get(urn);
        if (known !== undefined) {
            known.outputs = this.receive(outputs);
        }
    }

    /** Reads an existing resource: nothing is known about it except what the program says. */
    read(subject: Pick<Registration, "type" | "name" | "parent">, id: string, state: WireProperties): Registered {
        const { mocks, log } = this.around;
        const answer = mocks.answer(subject.type, { id, ...state });
        if (answer === undefined && !this.unansweredTypes.has(subject.type)) {
            this.unansweredTypes.add(subject.type);
            log.warn(`what the program reads of ${subject.type} isn't known offline`, "mocks");
        }
        return { urn: this.urn(subject), id, outputs: { ...this.receive(state), ...answer } };
    }

    /** A resource of the program, by its URN. */
    find(urn: string): Registered | undefined {
        const known = this.known.get(urn);
        return known && { urn, id: idOf(known.resource.type), outputs: known.outputs };
    }

    /** Whatever is made from another resource may be made from what that one is made from. */
    private noteEncrypted(registration: Registration): void {
        const made = Object.values(registration.propertyDependencies).flat();
        const keys = [
            ...encryptedKeysIn(registration.properties),
            ...made.flatMap(urn => [...(this.encrypted.get(urn) ?? [])]),
        ];
        if (keys.length > 0) {
            this.encrypted.set(this.urn(registration), new Set(keys));
        }
    }

    /** Has the stack judged as a whole, once the program has ended. */
    async finish(): Promise<void> {
        await this.queue;
        const { name } = this.around.project;
        const stackUrn = this.urn({ type: STACK_TYPE, name: `${name}-${this.around.stack.name}`, parent: "" });
        const resources = [...this.known.values()].map(({ resource, outputs }) => [resource, outputs] as const);
        await this.around.judge.judgeStack(resources, stackUrn);
    }

    /** One after the other, as the engine does, so a stack always has the same findings in the same order. */
    private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
        const result = this.queue.then(work);
        this.queue = result;
        return result;
    }

    private async declare(registration: Registration): Promise<Registered> {
        const urn = this.urn(registration);
        if (this.known.has(urn)) {
            throw new PreviewError(`two resources have the URN ${JSON.stringify(urn)}: give one of them another name`);
        }
        const resource = await this.judge(urn, registration);
        const outputs = this.outputsOf(resource, registration);
        this.known.set(urn, { registration, resource, outputs });
        return {
            urn,
            id: registration.custom ? idOf(registration.type) : "",
            outputs: this.visible(outputs, registration),
        };
    }

    private async judge(urn: string, { options, ...registration }: Registration): Promise<Resource> {
        const { type, name, parent, custom, properties, propertyDependencies } = registration;
        const resource: Resource = {
            urn,
            type,
            name,
            parent,
            inputs: isProviderType(type) ? this.providers.withVersion(registration, options) : properties,
            options: policyOptions(options),
            provider: custom && !isProviderType(type) ? await this.providerOf({ options, ...registration }) : undefined,
            dependencies: options.dependsOn,
            propertyDependencies,
        };
        return { ...resource, inputs: await this.around.judge.judge(resource) };
    }

    private async providerOf({ type, options }: Registration): Promise<Resource | undefined> {
        if (options.provider !== "") {
            return this.known.get(urnOfReference(options.provider))?.resource;
        }
        const provider = this.providers.defaultFor(packageOf(type), options);
        const urn = this.urn(provider);
        if (!this.known.has(urn)) {
            this.around.secrets.note(provider.properties);
            await this.declare(provider);
        }
        return this.known.get(urn)?.resource;
    }

    /** What a resource inherits from its parents. Source: `inheritFromParent` and `resolveProvider` in the engine. */
    private inherit(registration: Registration): Registration {
        const { type, parent, custom, remote, options } = registration;
        const ofParent = this.known.get(parent)?.registration.options;
        const forPackage = packageOf(type);
        const parents = ofParent?.provider ?? "";
        const fits = (!custom && !remote) || urnOfReference(parents).includes(`::pulumi:providers:${forPackage}::`);
        const provider =
            options.provider ||
            (fits ? parents : "") ||
            (custom || remote ? (options.providers[forPackage] ?? ofParent?.providers[forPackage] ?? "") : "");
        const providers = custom ? options.providers : { ...ofParent?.providers, ...options.providers };
        return {
            ...registration,
            options: { ...options, provider, providers, protect: options.protect ?? ofParent?.protect },
        };
    }

    private async transform(registration: Registration): Promise<Registration> {
        const { properties, options } = await this.around.transforms.transform(
            registration,
            registration,
            this.transformsOf(registration),
        );
        return { ...registration, options, properties: this.receive(properties) };
    }

    /** The transforms of a resource and of its parents, the nearest first. */
    private transformsOf({ transforms, parent }: Registration): readonly Callback[] {
        const ofParent = this.known.get(parent)?.registration;
        return ofParent === undefined ? transforms : [...transforms, ...this.transformsOf(ofParent)];
    }

    private outputsOf({ urn, inputs }: Resource, { type, custom, remote, options }: Registration): WireProperties {
        if (remote) {
            const answer = this.around.mocks.answer(type, inputs);
            if (answer === undefined) {
                this.unseenUrns.push(urn);
            }
            return answer ?? {};
        }
        if (!custom) {
            return inputs;
        }
        const secrets = new Set(options.additionalSecretOutputs);
        return Object.fromEntries(
            Object.entries(inputs).map(([name, value]) => [name, secrets.has(name) ? secret(value) : value]),
        );
    }

    /** The outputs that the program receives: a component in the program sets them itself. */
    private visible(outputs: WireProperties, { custom, remote }: Registration): WireProperties {
        return custom || remote ? outputs : {};
    }

    private receive(properties: WireProperties): WireProperties {
        const plain = mapProperties(properties, value => received(value, this.unknownObjects));
        this.around.secrets.note(plain);
        return plain;
    }

    private urn({ type, name, parent }: Pick<Registration, "type" | "name" | "parent">): string {
        return createUrn({ stack: this.around.stack.name, project: this.around.project.name, type, name, parent });
    }
}

/** A provider's ID is unknown before it is configured; the engine expresses that by the ID itself. */
function idOf(type: string): string {
    return isProviderType(type) ? UNKNOWN : "";
}
