// A separate file in the build (scripts/build.js), loaded only to read Terraform's language.
export { Language, type Node, Parser, type TreeCursor } from "web-tree-sitter";
