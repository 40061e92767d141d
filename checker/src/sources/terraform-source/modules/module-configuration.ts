import { basename } from "node:path";
import type { Block, Body, Expression, SourcePlace } from "../parse/ast";
import { hclBody } from "../parse/read-body";

/** What the files of one folder declare: a module. */
export interface ModuleConfiguration {
    /** The folder, as shown in messages. */
    readonly folder: string;
    readonly variables: ReadonlyMap<string, Block>;
    readonly locals: ReadonlyMap<string, Expression>;
    readonly outputs: ReadonlyMap<string, Block>;
    /** By type and name: `aws_cloudtrail.main`. */
    readonly resources: ReadonlyMap<string, Block>;
    readonly data: ReadonlyMap<string, Block>;
    readonly calls: ReadonlyMap<string, Block>;
    readonly providers: readonly Block[];
    /** The files that could not be read: they may declare what seems undeclared. */
    readonly unread: readonly string[];
    /** If one of them overrides what others declare, nothing is certain. */
    readonly unreadOverride: string | undefined;
    /** What is declared more than once, which Terraform refuses. */
    readonly repeated: readonly Repeated[];
}

/** A second declaration of something. */
export interface Repeated {
    /** What it declares: `resource aws_cloudtrail.main`. */
    readonly name: string;
    readonly place: SourcePlace;
    readonly first: SourcePlace;
}

/** A file of a module, as it was read. */
export interface ModuleFile {
    readonly name: string;
    readonly body: Body;
}

/** How many labels each relevant block type has. */
const LABELS: ReadonlyMap<string, number> = new Map([
    ["variable", 1],
    ["locals", 0],
    ["output", 1],
    ["resource", 2],
    ["data", 2],
    ["module", 1],
    ["provider", 1],
]);

/** What the files of a folder declare together; override files come last, and replace what they repeat. */
export function moduleConfiguration(
    folder: string,
    files: readonly ModuleFile[],
    unread: readonly string[],
): ModuleConfiguration {
    const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
    const plain = sorted.filter(({ name }) => !isOverride(name));
    const overrides = sorted.filter(({ name }) => isOverride(name));
    const locals = new Map<string, Expression>();
    const byType = new Map([...LABELS.keys()].map(type => [type, new Map<string, Block>()]));
    const providers: Block[] = [];
    const repeated: Repeated[] = [];
    for (const { name, body } of [...plain, ...overrides]) {
        const noteRepeated = (what: string, place: SourcePlace, first: SourcePlace | undefined) => {
            if (first !== undefined && !isOverride(name)) {
                repeated.push({ name: what, place, first });
            }
        };
        for (const block of body.blocksOf(LABELS)) {
            if (block.type === "locals") {
                for (const [local, expression] of block.body.attributes) {
                    noteRepeated(`local.${local}`, expression.place, locals.get(local)?.place);
                    locals.set(local, expression);
                }
            } else if (block.type === "provider") {
                const same = providers.findIndex(provider => isSameProvider(provider, block));
                const before = isOverride(name) ? same : -1;
                const known = providers[before];
                noteRepeated(`provider ${block.labels.join(".")}`, block.place, providers[same]?.place);
                providers.splice(
                    before === -1 ? providers.length : before,
                    1,
                    known === undefined ? block : merged(known, block),
                );
            } else {
                const known = byType.get(block.type);
                const key = block.labels.join(".");
                const before = known?.get(key);
                noteRepeated(`${block.type} ${key}`, block.place, before?.place);
                known?.set(key, before !== undefined && isOverride(name) ? merged(before, block) : (before ?? block));
            }
        }
    }
    const of = (type: string) => byType.get(type) ?? new Map<string, Block>();
    return {
        folder,
        variables: of("variable"),
        locals,
        outputs: of("output"),
        resources: of("resource"),
        data: of("data"),
        calls: of("module"),
        providers,
        unread,
        unreadOverride: unread.find(isOverride),
        repeated,
    };
}

/** Source: Terraform language, "Override Files". */
function isOverride(path: string): boolean {
    return /(^|_)override\.(tf|tofu)(\.json)?$/.test(basename(path));
}

/** Of one name and one alias. */
function isSameProvider(one: Block, other: Block): boolean {
    const [aliasOfOne, aliasOfOther] = [one, other].map(({ body }) => {
        const alias = body.attributes.get("alias");
        return alias?.kind === "literal" ? alias.value : undefined;
    });
    return one.labels[0] === other.labels[0] && aliasOfOne === aliasOfOther;
}

/** An override replaces attributes one by one, and blocks by their type; in `lifecycle`, attributes one by one. */
function merged(before: Block, override: Block): Block {
    const { body: old } = before;
    const { body } = override;
    const replaces = (type: string, labels: readonly string[]) =>
        body.blocks(type).length > 0 ||
        body.blocks("dynamic", 1).some(dynamic => dynamic.labels[0] === (labels[0] ?? type));
    const types = new Map<string, number>();
    const [lifecycle] = old.blocks("lifecycle");
    const everyBlock: Body["blocksOf"] = wanted => [
        ...old
            .blocksOf(wanted)
            .filter(({ type, labels }) => !replaces(type === "dynamic" ? (labels[0] ?? "") : type, labels)),
        ...body
            .blocksOf(wanted)
            .map(block => (block.type === "lifecycle" && lifecycle !== undefined ? merged(lifecycle, block) : block)),
    ];
    return {
        ...before,
        body: {
            ...hclBody(new Map([...old.attributes, ...body.attributes]), []),
            blocks: (type, labels = 0) => everyBlock(new Map([...types, [type, labels]])),
            blocksOf: everyBlock,
            constant: name => body.constant(name) ?? old.constant(name),
            syntax: name => body.syntax(name) ?? old.syntax(name),
            isJson: old.isJson || body.isJson,
        },
    };
}
