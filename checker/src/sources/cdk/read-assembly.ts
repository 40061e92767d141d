import { statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { isUnknown } from "../../../../src/cloudtrail/value";
import { readCloudFormation } from "../cloudformation/cloudformation";
import type { Deployment, Template } from "../cloudformation/template";
import { resolveValue } from "../cloudformation/value";
import type { Contents, SourceDocument } from "../document";
import { parseBytes, placeWithin } from "../input/parse-bytes";
import { jsonPropertyLines } from "../input/property-lines";
import { readRegularFile } from "../input/regular-file";
import { Unreadable } from "../input/unreadable";
import type { FileTreeReader, FileTreeRoot } from "../source";
import type { SourceProblem } from "../source-trail";
import { type AssemblyStack, type Manifest, parseManifest } from "./manifest";

/** How deeply assemblies and nested stacks may nest. */
const DEEPEST = 10;

/**
 * Reads what `cdk synth` writes: each stack by its name and in its environment, nested ones through what contains them.
 */
export const readCdkAssemblies: FileTreeReader = async (files, { parameters }) => {
    const reader = new AssemblyReader(parameters);
    // The outer ones first: nested assemblies are read through them.
    const folders = files.flatMap(({ path }) => (basename(path) === "manifest.json" ? [dirname(path)] : []));
    for (const folder of folders.sort((a, b) => a.length - b.length)) {
        reader.read(folder, 0);
    }
    return reader;
};

class AssemblyReader {
    readonly roots: FileTreeRoot[] = [];
    readonly problems: SourceProblem[] = [];
    private readonly met = new Set<string>();

    constructor(private readonly given: Deployment["parameters"]) {}

    read(folder: string, depth: number): void {
        if (this.met.has(folder) || depth > DEEPEST) {
            return;
        }
        this.met.add(folder);
        const manifest = this.manifestIn(folder);
        for (const stack of manifest?.stacks ?? []) {
            this.readStack(folder, stack);
        }
        for (const assembly of manifest?.assemblies ?? []) {
            if (isWithin(assembly)) {
                this.read(join(folder, assembly), depth + 1);
            }
        }
    }

    private manifestIn(folder: string): Manifest | undefined {
        const path = join(folder, "manifest.json");
        const manifest = isFile(path) ? parseManifest(readRegularFile(path).toString()) : undefined;
        if (manifest === undefined) {
            this.problems.push({ source: path, message: "it is not the manifest of a cloud assembly" });
        }
        return manifest;
    }

    private readStack(folder: string, { name, templateFile, region, account, parameters }: AssemblyStack): void {
        const deployment: Deployment = {
            name,
            region,
            account,
            parameters: parameter => this.given(parameter) ?? parameters.get(parameter),
        };
        this.readTemplate(folder, templateFile, deployment, 0);
    }

    private readTemplate(folder: string, file: string, deployment: Deployment, depth: number): boolean {
        const path = join(folder, file);
        const document = isWithin(file) ? this.documentIn(path) : undefined;
        if (document === undefined || depth > DEEPEST) {
            return false;
        }
        const contents = readCloudFormation(document, deployment, (logicalId, resource, template) =>
            this.nested(folder, { logicalId, resource, template, deployment, depth }),
        );
        this.roots.push(...contents.map(entry => ({ path, contents: entry })));
        return true;
    }

    /** A nested stack, whose template CDK writes beside that of its parent: it is read as a separate stack. */
    private nested(
        folder: string,
        { logicalId, resource, template, deployment, depth }: NestedStack,
    ): readonly Contents[] | undefined {
        const file =
            isRecord(resource) && isRecord(resource.Metadata) ? resource.Metadata["aws:asset:path"] : undefined;
        if (!isRecord(resource) || resource.Type !== "AWS::CloudFormation::Stack" || typeof file !== "string") {
            return undefined;
        }
        const properties = resolveValue(resource.Properties, { ...template, values: template.given });
        const passed: unknown = isUnknown(properties) || !isRecord(properties) ? undefined : properties.Parameters;
        const isRead = this.readTemplate(
            folder,
            file,
            {
                ...deployment,
                name: `${deployment.name}/${logicalId}`,
                parameters: name => {
                    const value = isUnknown(passed) || !isRecord(passed) ? undefined : passed[name];
                    return typeof value === "string" ? value : undefined;
                },
            },
            depth + 1,
        );
        return isRead ? [] : undefined;
    }

    private documentIn(path: string): SourceDocument | undefined {
        try {
            const bytes = readRegularFile(path);
            const start = { line: 1, column: 1 };
            const { text, value } = parseBytes(bytes, offset => placeWithin(bytes, offset, start));
            return { value, items: [], counted: 0, line: 1, lineOf: jsonPropertyLines(text, 1) };
        } catch (error) {
            if (!(error instanceof Unreadable) && (error as NodeJS.ErrnoException).code === undefined) {
                throw error;
            }
            const message = error instanceof Unreadable ? error.message : "can't read it, though the manifest names it";
            this.problems.push({ source: path, message });
            return undefined;
        }
    }
}

interface NestedStack {
    readonly logicalId: string;
    readonly resource: unknown;
    readonly template: Template;
    readonly deployment: Deployment;
    readonly depth: number;
}

function isFile(path: string): boolean {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Does a path stay in the folder of its assembly? */
function isWithin(path: string): boolean {
    return !relative(".", path).startsWith("..") && !path.startsWith("/");
}
