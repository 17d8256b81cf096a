import { AsyncLocalStorage } from "node:async_hooks";
import { sharedClient } from "./shared.js";

const storage = new AsyncLocalStorage();

/** The execution that runs here, else the process's own; `undefined` when there is no server. */
export function currentExecution() {
  return storage.getStore() ?? sharedClient()?.ownExecution;
}

/** Calls a function in an execution. */
export function runIn(recorder, body) {
  return storage.run(recorder, body);
}
