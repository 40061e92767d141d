import type { UnusableOutput } from "../unusable";

/** What else Terraform and OpenTofu write about states, or used to write. */
export const unusable: UnusableOutput = {
    documents: [
        {
            title: "a Terraform state of an old version",
            instead: "`terraform show -json` of Terraform 0.12 or later prints one that can be read",
            // Version 4 came with Terraform 0.12. Source: hashicorp/terraform, internal/states/statefile.
            recognises: ({ version, modules, serial, remote }) =>
                typeof version === "number" &&
                version < 4 &&
                (Array.isArray(modules) || typeof serial === "number" || remote !== undefined),
        },
        {
            title: "an encrypted OpenTofu state or plan",
            instead: "`tofu show -json` prints its contents",
            recognises: ({ encrypted_data: data, encryption_version: version }) =>
                typeof data === "string" && version !== undefined,
        },
        {
            title: "what `terraform providers schema -json` prints, which contains no resources",
            instead: "`terraform show -json` prints the state",
            recognises: value => "format_version" in value && "provider_schemas" in value,
        },
        {
            title: "what `terraform validate -json` prints, which contains no resources",
            instead: "`terraform show -json` prints the state",
            recognises: value => "format_version" in value && "error_count" in value,
        },
    ],
    texts: [
        {
            title: "what `terraform show` prints for people",
            instead: "`terraform show -json` prints the state",
            pattern: /^# [\w.-]+(\[[^\]]*\])?: *(\(.*\))?\r?\n(resource|data) "/m,
        },
    ],
};
