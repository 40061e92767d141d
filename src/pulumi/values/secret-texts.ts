import { ownTexts, type SecretTexts } from "../../compliance/findings/secret-texts";
import { wireProperties } from "./deserialised";
import { plainProperties } from "./properties";

/** The mark of a secret on the wire. Source: `@pulumi/pulumi/runtime/rpc`, `specialSigKey` and `specialSecretSig`. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/**
 * The texts of a resource's inputs that no message may repeat: the secret ones, or all if those can't be identified.
 */
export function secretTexts(properties: Record<string, unknown>): SecretTexts {
    const wire = wireProperties(properties);
    return wire === undefined ? ownTexts(plainProperties(properties)) : new Set(secretsIn(wire.toJavaScript()));
}

function secretsIn(value: unknown): string[] {
    if (typeof value !== "object" || value === null) {
        return [];
    }
    const record = value as Record<string, unknown>;
    return record[SIGNATURE] === SECRET ? [...ownTexts(record.value)] : Object.values(record).flatMap(secretsIn);
}
