/** Is it a file of Terraform's or OpenTofu's language, in either of its forms? */
export function isTerraformFile(path: string): boolean {
    return /\.(tf|tofu)(\.json)?$/i.test(path);
}
