import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PreviewError } from "../preview-error";

/**
 * One copy of Pulumi's Node SDK, and the parts of gRPC that it uses. This package has none of its own, and needs none.
 */
export interface Sdk {
    /** The script that runs a program, or a policy pack. */
    readonly script: string;
    readonly grpc: typeof import("@grpc/grpc-js");
    readonly Struct: typeof import("google-protobuf/google/protobuf/struct_pb").Struct;
    readonly Empty: typeof import("google-protobuf/google/protobuf/empty_pb").Empty;
    /** A module of generated messages or services: `resource_pb`. */
    load<Module>(name: string): Module;
}

/**
 * Finds the SDK that a folder uses, by Node's rules: the messages must be those of the process at the other end.
 * @param script what to run within the SDK: `run` or `run-policy-pack`
 * @param owner whose folder it is, for a message
 */
export function findSdk(folder: string, script: "run" | "run-policy-pack", owner: string): Sdk {
    const module = `@pulumi/pulumi/cmd/${script}`;
    let path: string;
    try {
        path = createRequire(join(folder, "package.json")).resolve(module);
    } catch {
        throw new PreviewError(`the Pulumi SDK of the ${owner} isn't installed: ${installHint(folder)}`);
    }
    const ofSdk = createRequire(packageJsonAbove(path));
    return {
        script: path,
        // Loaded on first use: a process can start in the meantime.
        get grpc() {
            return ofSdk("@grpc/grpc-js");
        },
        get Struct() {
            return ofSdk("google-protobuf/google/protobuf/struct_pb").Struct;
        },
        get Empty() {
            return ofSdk("google-protobuf/google/protobuf/empty_pb").Empty;
        },
        load: name => ofSdk(`./proto/${name}`),
    };
}

function packageJsonAbove(path: string): string {
    const folder = foldersAbove(dirname(path)).find(
        above => existsSync(join(above, "package.json")) && readPackageJson(above).name === "@pulumi/pulumi",
    );
    if (folder === undefined) {
        throw new PreviewError(`${path} is not part of @pulumi/pulumi`);
    }
    return join(folder, "package.json");
}

const INSTALLERS = [
    ["package-lock.json", "npm ci"],
    ["yarn.lock", "yarn install"],
    ["pnpm-lock.yaml", "pnpm install"],
] as const;

/** What to run, and where, to install the dependencies of a folder. */
function installHint(start: string): string {
    const [own, ...above] = foldersAbove(start).filter(folder => existsSync(join(folder, "package.json")));
    if (own === undefined) {
        return `there is no package.json in ${start} or above`;
    }
    for (const folder of [own, ...above.filter(hasWorkspaces)]) {
        const installer = INSTALLERS.find(([file]) => existsSync(join(folder, file)));
        if (installer !== undefined) {
            return `run \`${installer[1]}\` in ${folder}`;
        }
    }
    return `run \`npm install\` in ${own}`;
}

function hasWorkspaces(folder: string): boolean {
    return readPackageJson(folder).workspaces !== undefined;
}

function foldersAbove(folder: string): readonly string[] {
    const parent = dirname(folder);
    return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}

function readPackageJson(folder: string): { readonly name?: string; readonly workspaces?: unknown } {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
