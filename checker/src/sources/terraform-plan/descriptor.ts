import { type DocumentSource, eachDocument } from "../source";
import { moduleShape } from "../terraform/module-shape";
import { keptTerraform } from "../terraform/resource";
import { isTerraformPlan, readTerraformPlan } from "./terraform-plan";
import { unusable } from "./unusable";

/** A plan of Terraform or OpenTofu. */
export const terraformPlan: DocumentSource = {
    title: "a Terraform plan",
    plural: "Terraform plans",
    documented: { what: "a plan", from: "`terraform show -json plan.out`, `tofu show -json plan.out`" },
    extensions: [".json", "tfplan"],
    ownExtensions: ["tfplan"],
    words: /"(planned_values|resource_changes)"|"@module": ?"(terraform|tofu)\b/,
    items: {
        shape: {
            resource_changes: "terraform-change",
            resource_drift: "terraform-drift",
            planned_values: { root_module: moduleShape("terraform-planned") },
            prior_state: { values: { root_module: moduleShape("terraform-prior") } },
        },
        keep: {
            "terraform-change": keptTerraform,
            "terraform-planned": keptTerraform,
            "terraform-prior": keptTerraform,
        },
    },
    unusable,
    recognises: isTerraformPlan,
    read: eachDocument(readTerraformPlan),
};
