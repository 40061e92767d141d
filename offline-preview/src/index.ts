export { nameOf, typeOf } from "./engine/urn";
export type { EnforcementLevel } from "./pack/pack-config";
export { preview } from "./preview";
export { InvalidOptionError, PreviewError, type Remedy, UnknownPoliciesError } from "./preview-error";
export type { PackOptions, PreviewMessage, PreviewOptions, ResourceDeclaration } from "./preview-options";
export type { DeclaredResource, PreviewResult, Remediation, Violation } from "./result";
export { secret, UNKNOWN, type Wire, type WireProperties } from "./values/wire";
