import { currentExecution, runIn } from "./current.js";
import { randomName } from "./names.js";
import { ExecutionRecorder } from "./recorder.js";

/**
 * Runs something as an execution of its own: metrics that are recorded in it, also by what it calls and awaits, belong
 * to the execution, and their x-value is the seconds since its start unless they say otherwise.
 *
 *     await execution("train", {tags: {model: "small"}}, async () => { … });
 *
 * When the body ends, so does the execution, with the time it took; an error that the body throws marks it as failed
 * and is thrown on.
 *
 * @template Value
 * @param {string} pipelineName What is executed.
 * @param {{tags?: Record<string, string>, metadata?: Record<string, unknown>} | (() => Value)} options What tells the
 *   execution from others, and what else is known of it; may be left out.
 * @param {() => Value} [body] What to run; it may be asynchronous.
 * @returns {Value} What the body returns.
 */
export function execution(pipelineName, options, body) {
  if (typeof options === "function") [options, body] = [{}, options];
  if (typeof pipelineName !== "string" || pipelineName === "")
    throw new TypeError("an execution needs the name of what is executed, a string that is not empty");
  if (typeof body !== "function") throw new TypeError(`the execution "${pipelineName}" needs a function to run`);
  const intake = currentExecution()?.intake;
  if (!intake || intake.isClosed) return body();
  const { tags, metadata } = options ?? {};
  const params = { pipeline_name: pipelineName, execution_id: randomName(), tags, metadata };
  const recorder = new ExecutionRecorder(intake, params);
  recorder.open();
  return closing(recorder, () => runIn(recorder, body));
}

function closing(recorder, body) {
  let result;
  try {
    result = body();
  } catch (error) {
    recorder.close(false);
    throw error;
  }
  if (typeof result?.then !== "function") {
    recorder.close(true);
    return result;
  }
  const succeed = (value) => {
    recorder.close(true);
    return value;
  };
  const fail = (error) => {
    recorder.close(false);
    throw error;
  };
  return result.then(succeed, fail);
}
