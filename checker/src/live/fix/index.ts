export { runRollback } from "./rollback/run-rollback";
export { runFix } from "./run-fix";
