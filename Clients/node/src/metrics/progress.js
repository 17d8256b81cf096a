import { MetricGroup } from "./axes.js";
import { currentExecution } from "./current.js";

/**
 * The items, recording how many of them are done as a loop goes over them: 0 when the loop begins, then each item when
 * the next one is asked for. Items are taken when they are needed, never before.
 *
 *     for (const file of progress(files, {key: "files"})) convert(file);
 *
 * How the loop ended is one sample of the series `KEY.end`: 1 when there were no more items, 0 when it was left before,
 * -1 when the items themselves failed to come. Each loop has its own series: while another loop of the same key goes
 * on, or after one that had another total, it is `KEY 2`, and so on.
 *
 * @template Item
 * @param {Iterable<Item> | AsyncIterable<Item>} items What can be asked for asynchronously only is for `for await`.
 * @param {{key?: string, group?: string | object, total?: number}} [options] What it is called, `progress` when left
 *   out; its chart; how many items there will be, which arrays, typed arrays, sets and maps know by themselves.
 * @throws {TypeError}
 */
export function progress(items, { key = "progress", group, total = knownCount(items) } = {}) {
  if (typeof key !== "string" || key === "") throw new TypeError("key of the progress is a string that is not empty");
  if (total != null && typeof total !== "number") throw new TypeError(`total of the progress "${key}" is not a number`);
  // Below 0, and for items without end, it is not known.
  const begin = () => new ProgressLoop(key, MetricGroup.of(group), total >= 0 && total < Infinity ? total : undefined);
  const isIterable = typeof items?.[Symbol.iterator] === "function";
  const isAsyncIterable = typeof items?.[Symbol.asyncIterator] === "function";
  if (!isIterable && !isAsyncIterable) throw new TypeError(`the items of the progress "${key}" cannot be looped over`);
  const loops = {};
  if (isIterable) loops[Symbol.iterator] = () => loopOver(items[Symbol.iterator](), begin());
  loops[Symbol.asyncIterator] = () =>
    loopOverAsync(isAsyncIterable ? items[Symbol.asyncIterator]() : awaiting(items[Symbol.iterator]()), begin());
  return loops;
}

function knownCount(items) {
  if (Array.isArray(items) || ArrayBuffer.isView(items)) return items.length;
  return items instanceof Set || items instanceof Map ? items.size : undefined;
}

/** One loop over items. */
class ProgressLoop {
  #execution = currentExecution();
  #metrics;
  #done = 0;
  #isHandlingItem = false;

  constructor(key, group, total) {
    this.#metrics = this.#execution?.beginProgress(key, group, total);
    this.#record();
  }

  /** The next item is asked for: the one before is done. */
  finishItem() {
    if (!this.#isHandlingItem) return;
    this.#isHandlingItem = false;
    this.#done += 1;
    this.#record();
  }

  /** An item was asked for and came, or there was none. */
  take(result) {
    if (result.done) this.end("complete");
    else this.#isHandlingItem = true;
    return result;
  }

  /** The loop ends; only the first time counts. */
  end(end) {
    this.#execution?.endProgress(this.#metrics, end);
    this.#execution = undefined;
  }

  #record() {
    this.#execution?.record(this.#metrics.done, this.#done);
  }
}

function loopOver(items, loop) {
  return {
    next() {
      loop.finishItem();
      return loop.take(failing(loop, () => items.next()));
    },
    return(value) {
      loop.end("stopped");
      return items.return?.(value) ?? { value, done: true };
    },
    [Symbol.iterator]() {
      return this;
    },
  };
}

function failing(loop, ask) {
  try {
    return ask();
  } catch (error) {
    loop.end("failed");
    throw error;
  }
}

function loopOverAsync(items, loop) {
  return {
    async next() {
      loop.finishItem();
      try {
        return loop.take(await items.next());
      } catch (error) {
        loop.end("failed");
        throw error;
      }
    },
    async return(value) {
      loop.end("stopped");
      return (await items.return?.(value)) ?? { value, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Items that may be promises, as `for await` takes them from what is not asynchronous itself. */
function awaiting(items) {
  return {
    async next() {
      const { value, done } = items.next();
      try {
        return { value: await value, done };
      } catch (error) {
        items.return?.();
        throw error;
      }
    },
    return: (value) => items.return?.(value),
  };
}
