import { Unknown } from "../../../src/cloudtrail/value";

/**
 * The selectors of a trail that shows none, when the tool may hide one: the Terraform provider, and so Pulumi's, reads
 * a single basic selector with `readWriteType` All and no data resources as none, whatever its
 * `includeManagementEvents` is. So data events are not logged; for management events it is unknown. Source:
 * hashicorp/terraform-provider-aws, internal/service/cloudtrail/trail.go (`resourceTrailRead`).
 */
export const HIDDEN_SELECTORS: readonly unknown[] = [new Unknown()];
