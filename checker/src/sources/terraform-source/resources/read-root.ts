import { NOT_IN_THE_SOURCE } from "../../../../../src/compliance/findings/unknown-phrasing";
import type { StackResource } from "../../../../../src/compliance/stack/resources/stack-resource";
import type { Contents, DeclaredTrail, UnreadPart } from "../../document";
import { notesOfTemplates } from "../../templates-elsewhere";
import { isTemplate, recorderOf, roleOf } from "../../terraform/resource";
import type { ModuleInstance } from "../modules/module-instance";
import { declaredResource } from "./declared-resource";
import { declaredTrail } from "./declared-trail";

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
    let templates = 0;
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
        readModule(module, { trails, resources, unread, secrets });
        templates += [...module.configuration.resources.values()].filter(({ labels: [type] }) =>
            isTemplate({ mode: "managed", type }),
        ).length;
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
        unread,
        stack: {
            dialect: "terraform",
            resources,
            incomplete:
                missing !== undefined
                    ? `${missing.address} is not read`
                    : broken === undefined
                      ? undefined
                      : `${broken} could not be read`,
            doubt: NOT_IN_THE_SOURCE,
        },
        notes: notesOfTemplates(templates),
    };
}

interface Found {
    readonly trails: DeclaredTrail[];
    readonly resources: StackResource[];
    readonly unread: UnreadPart[];
    readonly secrets: ReadonlySet<string>;
}

function readModule(module: ModuleInstance, { trails, resources, unread, secrets }: Found): void {
    for (const block of module.configuration.resources.values()) {
        const kind = { mode: "managed", type: block.labels[0] };
        const recorder = recorderOf(kind);
        const role = roleOf(kind);
        if (recorder === undefined && role === undefined) {
            continue;
        }
        for (const resource of module.resourceInstances(block)) {
            if (role !== undefined) {
                resources.push(declaredResource(resource, role));
            } else if (recorder !== undefined && resource.uncertain === undefined) {
                trails.push(declaredTrail(resource, recorder, secrets));
            } else {
                unread.push({
                    address: resource.address,
                    name: `what ${resource.address} declares`,
                    reason: `whether it exists at all can't be decided from the source alone: ${resource.uncertain}`,
                    ...block.place,
                });
            }
        }
    }
}
