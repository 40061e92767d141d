import type { Deployment } from "../engine/deployment";
import { bareRegistration, type Registration } from "../engine/registration";
import { STACK_TYPE } from "../engine/urn";
import { InvalidOptionError } from "../preview-error";
import type { ResourceDeclaration } from "../preview-options";
import type { WireProperties } from "../values/wire";

/** Declares resources one after the other, like a program: the stack, then each as its child. */
export async function declareResources(
    resources: readonly ResourceDeclaration[],
    deployment: Deployment,
    stack: string,
): Promise<void> {
    const registrations = resources.map(readDeclaration);
    const { urn } = await deployment.register({ ...bareRegistration(STACK_TYPE, stack), custom: false });
    for (const registration of registrations) {
        await deployment.register({ ...registration, parent: urn });
    }
}

function readDeclaration(
    { type, name, properties = {}, options = {} }: ResourceDeclaration,
    index: number,
): Registration {
    if (typeof type !== "string" || !type.includes(":")) {
        throw wrongProgram(index, `the type is ${JSON.stringify(type)}: expected one such as "aws:s3/bucket:Bucket"`);
    }
    if (typeof name !== "string" || name === "") {
        throw wrongProgram(index, `the name is ${JSON.stringify(name)}: expected a string that is not empty`);
    }
    const registration = bareRegistration(type, name);
    return {
        ...registration,
        properties: asJson(properties, index),
        options: { ...registration.options, ...options },
    };
}

/** The properties as they arrive from another process. */
function asJson(properties: unknown, index: number): WireProperties {
    try {
        return JSON.parse(JSON.stringify(properties, onlyJson)) as WireProperties;
    } catch (error) {
        throw wrongProgram(index, `the properties are not JSON: ${(error as Error).message.split("\n", 1)[0]}`);
    }
}

/** JSON would leave out a function and turn NaN into `null`: policies would see a different resource. */
function onlyJson(key: string, value: unknown): unknown {
    if (typeof value === "function" || typeof value === "symbol" || Object.is(value, Number.NaN)) {
        throw new TypeError(`${JSON.stringify(key)} is ${typeof value === "number" ? "NaN" : `a ${typeof value}`}`);
    }
    return value;
}

function wrongProgram(index: number, problem: string): InvalidOptionError {
    return new InvalidOptionError("program", problem, `[${index}]`);
}
