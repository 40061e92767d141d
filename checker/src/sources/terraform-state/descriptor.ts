import { type DocumentSource, eachDocument } from "../source";
import { moduleShape } from "../terraform/module-shape";
import { keptTerraform } from "../terraform/resource";
import { isTerraformState, readTerraformState } from "./terraform-state";
import { unusable } from "./unusable";

/** A state of Terraform or OpenTofu. */
export const terraformState: DocumentSource = {
    title: "a Terraform state",
    plural: "Terraform states",
    documented: { what: "a state, or a state file", from: "`terraform show -json`, `tofu show -json`" },
    extensions: [".json", ".tfstate"],
    ownExtensions: [".tfstate"],
    words: /"(terraform_version|lineage)"/,
    items: {
        shape: { values: { root_module: moduleShape("terraform-resource") }, resources: "terraform-entry" },
        keep: { "terraform-resource": keptTerraform, "terraform-entry": keptTerraform },
    },
    unusable,
    recognises: isTerraformState,
    read: eachDocument(readTerraformState),
};
