import type { FileTreeSource } from "../source";
import { isTerraformFile } from "./is-terraform-file";
import type * as TerraformSource from "./terraform-source";

/** Terraform's and OpenTofu's language, as people and CDK for Terraform write it. */
export const terraformSource: FileTreeSource = {
    title: "Terraform or OpenTofu source",
    plural: "Terraform and OpenTofu source",
    documented: {
        what: "the configuration itself, as a tree of modules: `.tf`, `.tofu`, and both in JSON",
        from: "the folder of a root module; `cdktf synth` writes `cdktf.out`",
    },
    extensions: [".tf", ".tofu", ".tf.json", ".tofu.json"],
    claims: files => files.filter(({ path }) => isTerraformFile(path)),
    load: () => {
        const { readTerraformSource } = require("./terraform-source") as typeof TerraformSource;
        return readTerraformSource;
    },
};
