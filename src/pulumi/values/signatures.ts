/** The property that marks an object as more than plain data, and what it then is. Source: `@pulumi/pulumi/runtime/rpc`. */
export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";

/** A secret: `specialSecretSig`. */
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** An output, which may be secret or unknown: `specialOutputValueSig`. */
export const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
