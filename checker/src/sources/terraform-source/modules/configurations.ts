import { isAbsolute, join } from "node:path";
import { isRecord } from "../../../../../src/cloudtrail/plain-data";
import { quote } from "../../../../../src/cloudtrail/quote";
import { TRAIL_COMMANDS } from "../../../../../src/compliance/trail-calls";
import { parseJson } from "../../../text/json-text";
import { SELECTORS_TO_PASTE } from "../../foreign/foreign-kinds";
import { readRegularFile } from "../../input/regular-file";
import { Unreadable } from "../../input/unreadable";
import type { SourceProblem } from "../../source-trail";
import { ASKED_ABOUT } from "../../terraform/resource";
import { saidOfUnusable } from "../../unusable";
import { placeText } from "../evaluate/value";
import type { Block, Body } from "../parse/ast";
import type { HclParser } from "../parse/parse-hcl";
import { type ModuleConfiguration, type ModuleFile, moduleConfiguration } from "./module-configuration";
import { moduleFilesIn, parseSource, readSourceText, realFolder } from "./module-files";
import type { Caller } from "./module-instance";

/** A module contains at least one of these words if it declares anything relevant, or calls another module. */
const MATTERS = new RegExp(`${[...ASKED_ABOUT, ...TRAIL_COMMANDS].join("|")}|event_selector|\\bmodule\\b|\\\\[uU]`);

const FRAGMENTS: readonly string[] = ["advanced_event_selector", "event_selector"];

/** A file of a module, and its text if it could be read. */
interface SourceFile {
    readonly path: string;
    readonly text: string | undefined;
}

/** The modules of a run, each read once, wherever it is called from. */
export class Configurations {
    readonly problems: SourceProblem[] = [];
    private readonly known = new Map<string, ModuleConfiguration>();
    private readonly texts = new Map<string, readonly SourceFile[]>();

    constructor(private readonly parser: HclParser) {}

    /** The module of a folder; `undefined` if it doesn't exist. */
    ofFolder(folder: string): ModuleConfiguration | undefined {
        const real = realFolder(folder);
        if (real === undefined) {
            return undefined;
        }
        const known = this.known.get(real) ?? this.parsed(folder, this.textsIn(folder));
        this.known.set(real, known);
        return known;
    }

    /** Does a folder mention anything relevant, or another module? Otherwise it need not be parsed. */
    matters(folder: string): boolean {
        return this.textsIn(folder).some(({ text }) => MATTERS.test(text ?? ""));
    }

    /** The folders of the local modules that a module calls. */
    calledBy({ folder, calls }: ModuleConfiguration): readonly string[] {
        return [...calls.values()].flatMap(call => {
            const source = sourceOf(call);
            return source !== undefined && isLocal(source) ? [localFolder(folder, source)] : [];
        });
    }

    /** The module of a call, or why nothing of it can be read. */
    readonly moduleOf = (call: Block, caller: Caller): ModuleConfiguration | string => {
        const source = sourceOf(call);
        if (source === undefined) {
            return "its source is not a string";
        }
        const folder = isLocal(source)
            ? localFolder(caller.configuration.folder, source)
            : installedFolder(source, [...caller.position.calls, call.labels[0] ?? ""], rootOf(caller));
        if (folder === undefined) {
            return `its source ${quote(source)} is not part of these files: run terraform init first, or check the plan`;
        }
        const called = this.ofFolder(folder);
        if (called === undefined) {
            return `its folder ${folder} does not exist`;
        }
        for (let outer: Caller | undefined = caller; outer !== undefined; outer = outer.position.parent?.module) {
            if (outer.configuration === called) {
                return `the module in ${folder} calls itself`;
            }
        }
        return called;
    };

    private textsIn(folder: string): readonly SourceFile[] {
        const real = realFolder(folder) ?? folder;
        const known = this.texts.get(real) ?? this.read(folder);
        this.texts.set(real, known);
        return known;
    }

    private read(folder: string): readonly SourceFile[] {
        if (realFolder(folder) === undefined) {
            return [];
        }
        return moduleFilesIn(folder).map(name => {
            const path = join(folder, name);
            try {
                return { path, text: readSourceText(path) };
            } catch (error) {
                this.addProblem(path, error);
                return { path, text: undefined };
            }
        });
    }

    private parsed(folder: string, files: readonly SourceFile[]): ModuleConfiguration {
        const unread: string[] = [];
        const read = files.flatMap(({ path, text }): readonly ModuleFile[] => {
            try {
                if (text !== undefined) {
                    const body = parseSource(path, text, this.parser);
                    this.refuseFragment(path, body);
                    return [{ name: path, body }];
                }
            } catch (error) {
                this.addProblem(path, error);
            }
            unread.push(path);
            return [];
        });
        this.texts.delete(realFolder(folder) ?? folder);
        const configuration = moduleConfiguration(folder, read, unread);
        const [twice, ...more] = configuration.repeated;
        if (twice !== undefined) {
            const others = more.length === 0 ? "" : `, and ${more.length} more like it`;
            this.problems.push({
                source: twice.place.file,
                message: `Terraform refuses it: ${twice.name} (line ${twice.place.line}) is already declared (${placeText(twice.first)})${others}`,
            });
        }
        return configuration;
    }

    /** Blocks of a trail outside of a resource, which Terraform refuses. */
    private refuseFragment(source: string, body: Body): void {
        if (FRAGMENTS.some(type => body.blocks(type).length > 0)) {
            this.problems.push({ source, message: saidOfUnusable(SELECTORS_TO_PASTE) });
        }
    }

    private addProblem(source: string, error: unknown): void {
        if (!(error instanceof Unreadable)) {
            throw error;
        }
        // A module's texts may be read more than once.
        const isNew = !this.problems.some(known => known.source === source && known.message === error.message);
        this.problems.push(...(isNew ? [{ source, message: error.message }] : []));
    }
}

function sourceOf({ body }: Block): string | undefined {
    const source = body.constant("source");
    return source?.kind === "literal" && typeof source.value === "string" ? source.value : undefined;
}

/** Source: Terraform language, "Module Sources": everything else is fetched from somewhere. */
function isLocal(source: string): boolean {
    return /^\.\.?(\/|$)/.test(source) || isAbsolute(source);
}

function localFolder(folder: string, source: string): string {
    return isAbsolute(source) ? source : join(folder, source);
}

function rootOf(caller: Caller): string {
    const parent = caller.position.parent?.module;
    return parent === undefined ? caller.configuration.folder : rootOf(parent);
}

/** Where `terraform init` has put a module, unless it has put another one there. */
function installedFolder(source: string, calls: readonly string[], root: string): string | undefined {
    const manifest = manifestIn(root);
    const entry = manifest.find(candidate => isRecord(candidate) && candidate.Key === calls.join("."));
    const isSame =
        isRecord(entry) &&
        typeof entry.Source === "string" &&
        (entry.Source === source || entry.Source.endsWith(`/${source}`) || entry.Source === `git::${source}`);
    return isSame && typeof entry.Dir === "string" ? join(root, entry.Dir) : undefined;
}

function manifestIn(root: string): readonly unknown[] {
    try {
        const parsed = parseJson(readRegularFile(join(root, ".terraform/modules/modules.json")).toString());
        return "value" in parsed && isRecord(parsed.value) && Array.isArray(parsed.value.Modules)
            ? parsed.value.Modules
            : [];
    } catch {
        return [];
    }
}
