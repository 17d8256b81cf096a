import { methods } from "./methods.js";

const known = new Set(methods);

const exceptions = {
  ingest: ({ run, replace }) => Boolean(run?.timestamp) && !replace,
  record: ({ producer }) => producer != null,
  // What is said of a change stands in the audit trail as often as it was asked for.
  setBaseline: ({ reason, by, fork_of, fork_point }) => [reason, by, fork_of, fork_point].every((said) => said == null),
  startExecution: ({ execution_id }) => execution_id != null,
  deleteBenchmark: () => false,
  deleteRun: () => false,
  recordExecution: () => false,
  removeThreshold: () => false,
  subscribe: () => false,
  triggerAlert: () => false,
  // Its number means another subscription, or none, on another connection.
  unsubscribe: () => false,
};

/** Whether asking twice does no more than asking once, so that a request whose answer was lost may be sent again. */
export function isRepeatable(method, params = {}) {
  return known.has(method) && (exceptions[method]?.(params) ?? true);
}
