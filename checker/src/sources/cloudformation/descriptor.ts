import type { DocumentSource } from "../source";
import { isCloudFormation, readCloudFormation } from "./cloudformation";

/** A CloudFormation or SAM template, including those that CDK writes. */
export const cloudFormation: DocumentSource = {
    title: "a CloudFormation or SAM template",
    plural: "CloudFormation and SAM templates",
    documented: {
        what: "CloudFormation and SAM templates, JSON or YAML",
        from: "the template itself; `cdk synth` writes them to `cdk.out`",
    },
    extensions: [".json", ".yaml", ".yml", ".template"],
    words: /AWS::|AWSTemplateFormatVersion|Fn::/,
    recognises: isCloudFormation,
    read: (documents, { parameters }) => documents.flatMap(document => readCloudFormation(document, { parameters })),
};
