import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A key that digests are signed with, as CloudTrail has them. */
export interface SigningKey {
    readonly privateKey: KeyObject;
    /** PKCS#1 in DER. */
    readonly der: Buffer;
    readonly fingerprint: string;
}

export function makeSigningKey(): SigningKey {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const der = publicKey.export({ format: "der", type: "pkcs1" });
    return { privateKey, der, fingerprint: createHash("md5").update(der).digest("hex") };
}

/** A digest's signature, hexadecimal. */
export function signText(text: string, { privateKey }: SigningKey): string {
    return sign("RSA-SHA256", Buffer.from(text), privateKey).toString("hex");
}
