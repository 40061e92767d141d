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
        return JSON.parse(JSON.stringify(properties)) as WireProperties;
    } catch (error) {
        throw new InvalidOptionError(
            "program",
            `the properties are not JSON: ${(error as Error).message}`,
            `[${index}]`,
        );
    }
}
