export { runFix } from "./run-fix";
export { runRollback } from "./run-rollback";
