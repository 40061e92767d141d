import { InvalidOptionError } from "./preview-error";
import type { PackOptions, PreviewOptions, ResourceDeclaration } from "./preview-options";

/** All properties of an options object: one that is added to the type doesn't compile until it is here. */
type Known<Options> = Readonly<Record<keyof Options, true>>;

const PREVIEW: Known<PreviewOptions> = {
    program: true,
    packs: true,
    stack: true,
    stackConfig: true,
    mocks: true,
    timeoutSeconds: true,
    onMessage: true,
    isPublicText: true,
};
const PACK: Known<PackOptions> = { folder: true, config: true };
const RESOURCE: Known<ResourceDeclaration> = { type: true, name: true, properties: true, options: true };
const RESOURCE_OPTIONS: Known<NonNullable<ResourceDeclaration["options"]>> = {
    protect: true,
    ignoreChanges: true,
    deleteBeforeReplace: true,
    additionalSecretOutputs: true,
};

/**
 * A misspelt option must not be ignored silently, as callers in JavaScript would not notice.
 * @throws InvalidOptionError for a property that no option has
 */
export function refuseUnknownOptions(options: PreviewOptions): void {
    refuse(options, PREVIEW, "");
    for (const [index, pack] of Array.isArray(options.packs) ? options.packs.entries() : []) {
        refuse(pack, PACK, `packs[${index}]`);
    }
    for (const [index, resource] of Array.isArray(options.program) ? options.program.entries() : []) {
        refuse(resource, RESOURCE, `program[${index}]`);
        refuse(resource?.options ?? {}, RESOURCE_OPTIONS, `program[${index}].options`);
    }
}

function refuse(given: unknown, known: object, path: string): void {
    if (typeof given !== "object" || given === null) {
        throw new InvalidOptionError(path === "" ? "options" : path, "expected an object");
    }
    const unknown = Object.keys(given).find(name => !Object.hasOwn(known, name));
    if (unknown !== undefined) {
        throw new InvalidOptionError(
            path === "" ? unknown : `${path}.${unknown}`,
            `unknown option; expected one of ${Object.keys(known).join(", ")}`,
        );
    }
}
