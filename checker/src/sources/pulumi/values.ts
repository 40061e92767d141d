import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { Unknown } from "../../../../src/cloudtrail/value";
import { ownTexts } from "../../../../src/compliance/findings/secret-texts";
import { SENTINELS } from "../../../../src/pulumi/values/sentinels";
import { OUTPUT_SIGNATURE, SECRET_SIGNATURE, SIGNATURE_KEY } from "../../../../src/pulumi/values/signatures";

/** What `pulumi preview --json` shows instead of a secret. */
const MASKED = "[secret]";

/** The secrets that were found. */
export interface MetSecrets {
    /** The strings of those that can be read. */
    readonly texts: Set<string>;
    /** Are there any that can't? */
    hidden: boolean;
}

/**
 * Plain data from the properties of a resource in a state or a preview.
 * @param secrets collects what is found
 */
export function plainPulumiValue(value: unknown, secrets: MetSecrets): unknown {
    if (SENTINELS.has(value) || value === MASKED) {
        secrets.hidden ||= value === MASKED;
        return new Unknown(value);
    }
    if (Array.isArray(value)) {
        return value.map(entry => plainPulumiValue(entry, secrets));
    }
    if (!isRecord(value)) {
        return value;
    }
    if (SIGNATURE_KEY in value) {
        return specialValue(value, secrets);
    }
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plainPulumiValue(entry, secrets)]));
}

/** The value of a secret that was exported with `--show-secrets`, or of an output; assets and references have none. */
function specialValue(value: Readonly<Record<string, unknown>>, secrets: MetSecrets): unknown {
    const { [SIGNATURE_KEY]: kind, plaintext } = value;
    if (kind === SECRET_SIGNATURE && typeof plaintext === "string") {
        return asSecret(parsed(plaintext), secrets);
    }
    if (kind === OUTPUT_SIGNATURE && value.value !== undefined) {
        return value.secret === true ? asSecret(value.value, secrets) : plainPulumiValue(value.value, secrets);
    }
    secrets.hidden ||= kind === SECRET_SIGNATURE;
    return new Unknown(value);
}

function asSecret(value: unknown, secrets: MetSecrets): unknown {
    const plain = plainPulumiValue(value, secrets);
    for (const text of ownTexts(plain)) {
        secrets.texts.add(text);
    }
    return plain;
}

/** The plain text of a secret is JSON. */
function parsed(plaintext: string): unknown {
    try {
        return JSON.parse(plaintext) as unknown;
    } catch {
        return new Unknown(plaintext);
    }
}
