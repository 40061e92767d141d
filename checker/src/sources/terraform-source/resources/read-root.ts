import { NOT_IN_THE_SOURCE } from "../../../../../src/compliance/findings/unknown-phrasing";
import type { StackResource } from "../../../../../src/compliance/stack/resources/stack-resource";
import type { Contents, DeclaredTrail, UnreadPart } from "../../document";
import { DeployedTemplates } from "../../templates-elsewhere";
import { throughCloudControl, untyped } from "../../terraform/cloud-control";
import { isCloudControl, isTemplate, type Resource, recorderOf, roleOf } from "../../terraform/resource";
import { trailCalls } from "../../trail-calls";
import type { ModuleInstance } from "../modules/module-instance";
import type { ResourceInstance } from "../modules/resource-instance";
import type { Block, Expression } from "../parse/ast";
import { declaredResource, desiredStackResource } from "./declared-resource";
import { declaredTrail, desiredTrail, valuesForCloudControl } from "./declared-trail";
import { plainValue } from "./plain-value";

/** How many modules a root module may consist of in all. */
const MOST_MODULES = 10_000;

/** All that a root module declares, in it and in the modules that it calls. */
export function readRoot(root: ModuleInstance, secrets: ReadonlySet<string>): Contents {
    const trails: DeclaredTrail[] = [];
    const resources: StackResource[] = [];
    const unread: UnreadPart[] = [];
    const open = [root];
    let broken: string | undefined;
    let modules = 0;
    const templates = new DeployedTemplates();
    for (let module = open.pop(); module !== undefined; module = open.pop()) {
        if (++modules > MOST_MODULES) {
            unread.push({
                address: "module",
                name: `what more than ${MOST_MODULES} modules declare`,
                reason: "there are too many of them",
            });
            break;
        }
        broken ??= module.configuration.unread[0];
        readModule(module, { trails, resources, unread, secrets, templates });
        const children: ModuleInstance[] = [];
        for (const [name, call] of module.configuration.calls) {
            const called = module.childrenOf(name, call);
            if (typeof called === "string") {
                const address = module.addressOf(`module.${name}`);
                unread.push({ address, name: `what ${address} declares`, reason: called, ...call.place });
            } else {
                children.push(...called);
            }
        }
        open.push(...children.reverse());
    }
    const [missing] = unread;
    return {
        trails,
        unread: [...unread, ...templates.unread()],
        stack: {
            dialect: "terraform",
            resources,
            incomplete:
                missing !== undefined
                    ? `${missing.address} is not read`
                    : broken === undefined
                      ? undefined
                      : `${broken} could not be read`,
            trailsUnread: templates.trailsUnread(),
            unknownPhrasing: NOT_IN_THE_SOURCE,
        },
        notes: templates.notes(),
    };
}

interface Found {
    readonly trails: DeclaredTrail[];
    readonly resources: StackResource[];
    readonly unread: UnreadPart[];
    readonly secrets: ReadonlySet<string>;
    readonly templates: DeployedTemplates;
}

function readModule(module: ModuleInstance, found: Found): void {
    for (const block of module.configuration.resources.values()) {
        const kind = { mode: "managed", type: block.labels[0] };
        readCommands(module, block, found);
        if (recorderOf(kind) ?? roleOf(kind) ?? (isCloudControl(kind) || isTemplate(kind) || undefined)) {
            for (const resource of module.resourceInstances(block)) {
                readResource(resource, kind, found);
            }
        }
    }
}

/** What provisioners run when a resource is created. */
function readCommands(module: ModuleInstance, block: Block, { unread }: Found): void {
    const commands = block.body
        .blocks("provisioner", 1)
        .filter(({ body }) => nameIn(body.attributes.get("when")) !== "destroy")
        .flatMap(({ body }) => textsIn([body.attributes.get("command"), body.attributes.get("inline")]).join(" "));
    if (commands.length > 0 && module.resourceInstances(block).length > 0) {
        unread.push(...trailCalls(commands, module.addressOf(block.labels.join(".")), block.place));
    }
}

function nameIn(expression: Expression | undefined): string | undefined {
    return expression?.kind === "variable" ? expression.name : undefined;
}

/** All strings in expressions, at any depth. */
function textsIn(value: unknown): readonly string[] {
    if (typeof value === "string") {
        return [value];
    }
    return typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([name, entry]) => (name === "place" || name === "kind" ? [] : textsIn(entry)))
        : [];
}

function readResource(resource: ResourceInstance, kind: Resource, found: Found): void {
    const { address, block, uncertain } = resource;
    const { trails, resources, unread, secrets, templates } = found;
    const recorder = recorderOf(kind);
    const role = roleOf(kind);
    const desired = isCloudControl(kind) ? throughCloudControl(kind, valuesForCloudControl(resource)) : undefined;
    const isTrail = recorder !== undefined || desired?.kind === "recorder" || desired?.kind === "unknown-type";
    if (isTrail && uncertain !== undefined) {
        unread.push({
            address,
            name: `what ${address} declares`,
            reason: `whether it exists at all can't be decided from the source alone: ${uncertain}`,
            ...block.place,
        });
    } else if (recorder !== undefined) {
        trails.push(declaredTrail(resource, recorder, secrets));
    } else if (desired?.kind === "recorder") {
        trails.push(desiredTrail(resource, desired, secrets));
    } else if (desired?.kind === "unknown-type") {
        unread.push(...untyped(kind, {}, { address, ...block.place }));
    } else if (role !== undefined) {
        resources.push(declaredResource(resource, role));
    } else if (desired?.kind === "other") {
        resources.push(desiredStackResource(resource, desired));
    } else if (isTemplate(kind)) {
        const body = plainValue(resource.attribute("template_body")?.value ?? null);
        templates.add(address, kind.type, { template_body: body }, block.place);
    }
}
