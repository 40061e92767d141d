import { constants, createPublicKey, verify } from "node:crypto";
import type { Digest } from "./digest";

/** The only algorithm with which CloudTrail signs digests, as object metadata and digests name it. */
export const SIGNATURE_ALGORITHM = "SHA256withRSA";

/**
 * The signed text of a digest.
 * Source: CloudTrail user guide, "Custom implementations of CloudTrail log file integrity validation".
 * @param hash SHA-256 of the unzipped digest, hexadecimal
 */
export function signedText(digest: Digest, hash: string): string {
    const { endText, bucket, key, previousSignature } = digest;
    return `${endText}\n${bucket}/${key}\n${hash}\n${previousSignature ?? "null"}`;
}

/**
 * Was a digest signed with this key?
 * @param signature hexadecimal
 * @param der the public key, PKCS#1
 */
export function isSignedBy(digest: Digest, hash: string, signature: string, der: Uint8Array): boolean {
    if (!/^([0-9a-f]{2})+$/i.test(signature)) {
        return false;
    }
    try {
        const key = createPublicKey({ key: Buffer.from(der), format: "der", type: "pkcs1" });
        return verify(
            "RSA-SHA256",
            Buffer.from(signedText(digest, hash)),
            { key, padding: constants.RSA_PKCS1_PADDING },
            Buffer.from(signature, "hex"),
        );
    } catch {
        // Not an RSA key.
        return false;
    }
}
