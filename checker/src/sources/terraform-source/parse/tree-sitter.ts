// A file of its own in what is built (scripts/build.js): only who reads Terraform's language loads it.
export { Language, type Node, Parser, type TreeCursor } from "web-tree-sitter";
