import { readFileSync } from "node:fs";
import { basename, dirname, sep } from "node:path";
import type { InputFile } from "../input/input-files";
import type { FileTreeSource } from "../source";
import { parseManifest } from "./manifest";
import type * as ReadAssembly from "./read-assembly";

/** A CDK cloud assembly: the folder that `cdk synth` writes. */
export const cdkAssembly: FileTreeSource = {
    title: "a CDK cloud assembly",
    plural: "CDK cloud assemblies",
    documented: {
        what: "the stacks of a CDK app, by their names and in their environments",
        from: "`cdk synth` writes the folder `cdk.out`",
    },
    extensions: [".json"],
    claims: files => {
        const folders = files.filter(isManifest).map(({ path }) => dirname(path));
        const isIn = (path: string, folder: string) => folder === "." || path.startsWith(`${folder}${sep}`);
        // The folder of an assembly is read through its manifest, and nothing in it twice.
        return files.filter(
            ({ path, named }) =>
                folders.some(folder => isIn(path, folder)) && (!named || basename(path) === "manifest.json"),
        );
    },
    load: () => {
        const { readCdkAssemblies } = require("./read-assembly") as typeof ReadAssembly;
        return readCdkAssemblies;
    },
};

function isManifest({ path }: InputFile): boolean {
    if (basename(path) !== "manifest.json") {
        return false;
    }
    try {
        return parseManifest(readFileSync(path, "utf8")) !== undefined;
    } catch {
        // Reading it as a document then reports what is wrong.
        return false;
    }
}
