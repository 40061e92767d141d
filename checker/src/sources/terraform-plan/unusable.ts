import type { UnusableOutput } from "../unusable";

const SHOW = "`terraform plan -out plan.out && terraform show -json plan.out` prints a plan that can be read";

/** What else Terraform and OpenTofu write about plans. */
export const unusable: UnusableOutput = {
    documents: [
        {
            title: "the log of `terraform plan -json`, which contains no values",
            instead: SHOW,
            recognises: value =>
                typeof value["@message"] === "string" && /^(terraform|tofu)\b/.test(String(value["@module"])),
        },
    ],
    texts: [
        {
            title: "what `terraform plan` prints for people",
            instead: SHOW,
            pattern:
                /^(Terraform|OpenTofu) (will perform the following actions|used the selected providers)|^No changes\. (Your infrastructure|Infrastructure is)/m,
        },
    ],
};
