import { withTextsInside } from "../../compliance/cloud-control";
import { ownTexts, type SecretTexts } from "../../compliance/findings/secret-texts";
import { CLOUD_CONTROL_NAMES } from "../resources/cloud-control";
import { wireProperties } from "./deserialised";
import { plainProperties } from "./properties";
import { SECRET_SIGNATURE, SIGNATURE_KEY } from "./signatures";

/**
 * The strings in a resource's inputs that no message may repeat: the secret ones, or all if those can't be identified.
 */
export function secretTexts(properties: Record<string, unknown>): SecretTexts {
    const wire = wireProperties(properties);
    const plain = plainProperties(properties);
    const texts = wire === undefined ? ownTexts(plain) : new Set(secretsIn(wire.toJavaScript()));
    return CLOUD_CONTROL_NAMES.reduce<SecretTexts>(
        (found, { desired }) => withTextsInside(found, plain[desired]),
        texts,
    );
}

function secretsIn(value: unknown): string[] {
    if (typeof value !== "object" || value === null) {
        return [];
    }
    const record = value as Record<string, unknown>;
    return record[SIGNATURE_KEY] === SECRET_SIGNATURE
        ? [...ownTexts(record.value)]
        : Object.values(record).flatMap(secretsIn);
}
