import { hclValue } from "../written/hcl";

/** The intended trail, in Terraform's names. */
export type MeantTrail = Readonly<Record<string, unknown>>;

/** The files of a tree of modules, and the trails that it declares. */
export interface RandomTree {
    readonly files: Readonly<Record<string, string>>;
    readonly trails: readonly MeantTrail[];
}

/** Numbers that look random, from a seed. */
function randomFrom(seed: number): () => number {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
}

/** A module while it is written. */
interface Module {
    readonly folder: string;
    readonly main: string[];
    readonly other: string[];
    /** What its caller passes; of the root module, its tfvars. */
    readonly passed: string[];
    readonly depth: number;
}

/** Writes trails as people do: each value is hidden in a reference, a function or a condition. */
class TreeWriter {
    readonly files: Record<string, string> = {};
    readonly trails: MeantTrail[] = [];
    private names = 0;

    constructor(private readonly random: () => number) {}

    root(): void {
        const root = this.module("", 0);
        this.finish(root);
        this.files["terraform.tfvars"] = root.passed.join("");
    }

    private module(folder: string, depth: number): Module {
        const module: Module = { folder, main: [], other: [], passed: [], depth };
        const trails = this.below(depth === 0 ? 3 : 2) + (depth === 0 ? 1 : 0);
        for (let index = 0; index < trails; index++) {
            this.trail(module);
        }
        if (depth < 3 && this.random() < 0.4) {
            this.call(module);
        }
        return module;
    }

    private finish({ folder, main, other }: Module): void {
        this.files[`${folder}main.tf`] = main.join("\n");
        if (other.length > 0) {
            this.files[`${folder}${this.pick(["variables", "locals", "zz"])}.tf`] = other.join("\n");
        }
    }

    private call(module: Module): void {
        const name = this.name("m");
        const folder = `${module.folder}${name}/`;
        const before = this.trails.length;
        const child = this.module(folder, module.depth + 1);
        this.finish(child);
        const copies = this.pick([1, 1, 1, 0, 2]);
        const own = this.trails.splice(before);
        for (let copy = 0; copy < copies; copy++) {
            this.trails.push(...own);
        }
        const repeat =
            copies === 1
                ? ""
                : this.pick([
                      `  count = ${this.value(module, copies)}\n`,
                      `  for_each = toset(${this.value(module, ["x", "y"].slice(0, copies))})\n`,
                  ]);
        module.main.push(`module "${name}" {\n  source = "./${name}"\n${repeat}${child.passed.join("")}}\n`);
    }

    private trail(module: Module): void {
        const trail = this.meant();
        const { advanced_event_selector, event_selector, ...others } = trail;
        const copies = this.pick([1, 1, 1, 1, 0, 2]);
        const lines = Object.entries(others).map(([name, value]) => `  ${name} = ${this.value(module, value)}\n`);
        if (copies !== 1) {
            lines.push(
                this.pick([
                    `  count = ${this.value(module, copies)}\n`,
                    `  for_each = ${this.value(module, Object.fromEntries([["a", 1] as const, ["b", 2] as const].slice(0, copies)))}\n`,
                ]),
            );
        }
        lines.push(this.blocks(module, "advanced_event_selector", advanced_event_selector));
        lines.push(this.blocks(module, "event_selector", event_selector));
        module.main.push(`resource "aws_cloudtrail" "${this.name("t")}" {\n${lines.join("")}}\n`);
        for (let copy = 0; copy < copies; copy++) {
            this.trails.push(trail);
        }
    }

    /** Some of the blocks as they are, the others from data. */
    private blocks(module: Module, type: string, entries: unknown): string {
        const list = (entries ?? []) as Readonly<Record<string, unknown>>[];
        const written = list.map(entry =>
            this.random() < 0.6 ? this.block(module, type, entry) : this.dynamic(module, type, [entry]),
        );
        return list.length > 1 && this.random() < 0.3 && list.every(isAlike(list[0]))
            ? this.dynamic(module, type, list)
            : written.join("");
    }

    private block(module: Module, type: string, entry: Readonly<Record<string, unknown>>): string {
        const lines = Object.entries(entry).map(([name, value]) =>
            BLOCKS.has(name) ? this.blocks(module, name, value) : `${name} = ${this.value(module, value)}\n`,
        );
        return `${type} {\n${lines.join("")}}\n`;
    }

    private dynamic(module: Module, type: string, entries: readonly Readonly<Record<string, unknown>>[]): string {
        const iterator = this.pick([type, this.name("i")]);
        const named = iterator === type ? "" : `iterator = ${iterator}\n`;
        const names = Object.keys(entries[0] ?? {});
        const read = (name: string) =>
            this.pick([
                `${iterator}.value.${name}`,
                `${iterator}.value["${name}"]`,
                `lookup(${iterator}.value, "${name}", null)`,
                `try(${iterator}.value.${name}, null)`,
            ]);
        const lines = names.map(name =>
            BLOCKS.has(name) ? this.innerDynamic(name, read(name), entries) : `${name} = ${read(name)}\n`,
        );
        const each = this.pick([
            () => this.value(module, entries),
            () => `[for entry in ${this.value(module, entries)} : entry]`,
            () => `concat(${this.value(module, entries)}, [])`,
            () => `{ for index, entry in ${this.value(module, entries)} : format("%03d", index) => entry }`,
        ])();
        return `dynamic "${type}" {\nfor_each = ${each}\n${named}content {\n${lines.join("")}}\n}\n`;
    }

    private innerDynamic(type: string, each: string, entries: readonly Readonly<Record<string, unknown>>[]): string {
        const inner = entries.flatMap(entry => (entry[type] ?? []) as Readonly<Record<string, unknown>>[]);
        const names = [...new Set(inner.flatMap(entry => Object.keys(entry)))];
        const lines = names.map(name => `${name} = try(${type}.value.${name}, null)\n`);
        return `dynamic "${type}" {\nfor_each = ${each}\ncontent {\n${lines.join("")}}\n}\n`;
    }

    /** An expression that stands for a value. */
    private value(module: Module, value: unknown, depth = 2): string {
        if (depth === 0 || this.random() < 0.35) {
            return hclValue(value);
        }
        const inner = () => this.value(module, value, depth - 1);
        const ways: (() => string)[] = [
            () => `(${inner()})`,
            () => this.local(module, inner()),
            () => this.variable(module, value),
            () => `true ? ${inner()} : ${inner()}`,
            () => `1 > 2 ? ${hclValue(value)} : ${inner()}`,
            () => `try({ a = ${inner()} }.b, ${inner()})`,
            () => `try({ a = ${inner()} }.a, null)`,
            () => `{ k = ${inner()} }.k`,
            () => `{ "a b" = ${inner()} }["a b"]`,
            () => `[${inner()}][0]`,
            () => `one([for x in [1] : ${inner()}])`,
            () => `lookup({ a = ${inner()} }, "a", null)`,
            () => `element([${inner()}], 3)`,
            () => `merge({ a = null }, { a = ${inner()} }).a`,
            () => `coalesce(null, ${inner()})`,
            () => `jsondecode(jsonencode(${inner()}))`,
        ];
        if (typeof value === "string") {
            const some = this.below(value.length + 1);
            // Not after a dollar sign: before an interpolation that would be an escape.
            const cut = "$%".includes(value[some - 1] ?? "-") ? some - 1 : some;
            const [before, after] = [value.slice(0, cut), value.slice(cut)].map(hclValue);
            ways.push(
                () => `"\${${inner()}}"`,
                () => `join("", [${before}, ${after}])`,
                () => `format("%s%s", ${before}, ${after})`,
                () => `"${before.slice(1, -1)}\${${after}}"`,
                () => `"%{ if true }${hclValue(value).slice(1, -1)}%{ else }x%{ endif }"`,
                () => `trimsuffix("${hclValue(value).slice(1, -1)}~", "~")`,
                // In a heredoc a quotation mark stands for itself.
                () => (value.includes('"') ? inner() : `chomp(<<-EOT\n    ${hclValue(value).slice(1, -1)}\n  EOT\n)`),
                () => `replace("${hclValue(value).slice(1, -1)}", "\\u0001", "")`,
            );
        }
        if (Array.isArray(value)) {
            ways.push(
                () => `concat([], ${inner()})`,
                () => `flatten([[], [${inner()}]])`,
                () => `[for x in ${inner()} : x]`,
                () => `reverse(reverse(${inner()}))`,
                () => `slice(concat(${inner()}, [null]), 0, ${value.length})`,
            );
        }
        if (typeof value === "boolean") {
            ways.push(
                () => `!${!value}`,
                () => `"${value}"`,
                () => `${inner()} == ${value} && true`.replace(/^(.*)$/s, `(${value} || false)`),
                () => `contains(["a"], "${value ? "a" : "b"}")`,
            );
        }
        return this.pick(ways)();
    }

    private local(module: Module, expression: string): string {
        const name = this.name("l");
        this.pick([module.main, module.other]).push(`locals {\n  ${name} = ${expression}\n}\n`);
        return `local.${name}`;
    }

    private variable(module: Module, value: unknown): string {
        const name = this.name("v");
        const passes = this.random() < 0.5;
        const byDefault = passes ? "null" : hclValue(value);
        module.other.push(`variable "${name}" {\n  default = ${byDefault}\n}\n`);
        if (passes) {
            module.passed.push(`  ${name} = ${hclValue(value)}\n`);
        }
        return `var.${name}`;
    }

    private meant(): MeantTrail {
        const selectors = Array.from({ length: this.below(4) }, () => this.selector());
        const basic = this.random() < 0.2 && selectors.length === 0 ? [this.basic()] : [];
        return {
            name: this.pick(["trail", `audit \${x}`, 'a"b', "é", "%{if}"]),
            s3_bucket_name: "logs",
            is_multi_region_trail: this.random() < 0.5,
            enable_logging: this.random() < 0.8,
            ...(selectors.length === 0 ? {} : { advanced_event_selector: selectors }),
            ...(basic.length === 0 ? {} : { event_selector: basic }),
        };
    }

    private selector(): Record<string, unknown> {
        const isData = this.random() < 0.6;
        const fields = [{ field: "eventCategory", equals: [isData ? "Data" : "Management"] }];
        const type = this.pick(["AgentAlias", "KnowledgeBase"]);
        const more: Record<string, unknown>[] = isData
            ? [{ field: "resources.type", equals: [`AWS::Bedrock::${type}`] }]
            : [];
        if (this.random() < 0.4) {
            more.push({ field: "readOnly", equals: [this.pick(["true", "false"])] });
        } else if (isData && this.random() < 0.3) {
            const operator = this.pick(["equals", "not_equals", "starts_with", "not_ends_with"]);
            more.push({ field: "eventName", [operator]: this.pick([["InvokeAgent"], ["Retrieve", "x"]]) });
        }
        return { ...(this.random() < 0.5 ? { name: "n" } : {}), field_selector: [...fields, ...more] };
    }

    private basic(): Record<string, unknown> {
        return {
            read_write_type: this.pick(["All", "ReadOnly", "WriteOnly"]),
            include_management_events: this.random() < 0.7,
            data_resource: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
        };
    }

    private name(prefix: string): string {
        return `${prefix}${this.names++}`;
    }

    private below(limit: number): number {
        return Math.floor(this.random() * limit);
    }

    private pick<T>(from: readonly T[]): T {
        return from[this.below(from.length)];
    }
}

const BLOCKS: ReadonlySet<string> = new Set(["field_selector", "data_resource"]);

/** Do two entries have the same properties, so that one dynamic block makes both? */
function isAlike(first: object): (entry: object) => boolean {
    return entry => Object.keys(entry).sort().join() === Object.keys(first).sort().join();
}

/** A tree of modules from a seed, and what it means. */
export function randomTree(seed: number): RandomTree {
    const writer = new TreeWriter(randomFrom(seed));
    writer.root();
    return writer;
}
