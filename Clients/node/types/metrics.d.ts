/** An axis: its unit and its ends, which are chosen by the values when left out. */
export interface Axis {
  units?: string;
  lower?: number;
  upper?: number;
}

/** The chart that metrics share, with its x-axis. */
export class MetricGroup implements Axis {
  constructor(name: string, axis?: Axis);
  readonly name: string;
  readonly units?: string;
  readonly lower?: number;
  readonly upper?: number;
}

/**
 * A y-axis; in a group, metrics whose scale has the same name share it. With `progress` it is a bar, full at `upper`.
 */
export class MetricScale implements Axis {
  constructor(axis?: Axis & { name?: string; progress?: boolean });
  readonly name?: string;
  readonly units?: string;
  readonly lower?: number;
  readonly upper?: number;
  readonly progress: boolean;
}

/** How a metric is shown, and how fast it is recorded. */
export interface MetricOptions {
  /** The chart, whose x-axis its metrics share; one of its own when left out. */
  group?: string | MetricGroup | (Axis & { name: string });
  /** The y-axis; metrics of a group share one by its name. */
  scale?: string | MetricScale | (Axis & { name?: string; progress?: boolean });
  /**
   * Samples a second that are delivered at most, 10 when left out: the first at once, then the newest every so often,
   * the last one always. `null` delivers every sample. Of metrics with the same key the first one's counts.
   */
  throttle?: number | null;
}

/**
 * A number that a program records again and again: a loss, a queue's length. Make it once, at module level for
 * instance.
 *
 * Metrics of one execution must agree with each other: a key has one group and scale, a group one x-axis, and a named
 * scale, within its group, one y-axis.
 */
export class Metric {
  /**
   * @param key What the metric is called; unique in an execution.
   * @throws TypeError, RangeError for what makes no sense.
   */
  constructor(key: string, options?: MetricOptions);
  /** What the metric is called. */
  readonly key: string;
  /**
   * Records a value, in the execution that runs here. It never waits, and a server that is away is no error.
   *
   * @param value One that is NaN or infinite is counted as refused, and not recorded.
   * @param place Where on the x-axis; seconds since the execution's start when left out.
   * @throws TypeError when what is given is not a number, Error when the metric contradicts an earlier one.
   */
  record(value: number, place?: { at?: number }): void;
}

/** What tells an execution from others, and what else is known of it. */
export interface ExecutionOptions {
  tags?: Record<string, string>;
  metadata?: Record<string, unknown>;
}

/**
 * Runs something as an execution of its own: metrics that are recorded in it, also by what it calls and awaits, belong
 * to the execution. When the body ends, so does the execution; an error that the body throws marks it as failed and is
 * thrown on.
 */
export function execution<Value>(pipelineName: string, body: () => Value): Value;
export function execution<Value>(pipelineName: string, options: ExecutionOptions, body: () => Value): Value;

/** What a loop is called, its chart, and how many items there will be. */
export interface ProgressOptions {
  /** `progress` when left out. */
  key?: string;
  group?: MetricOptions["group"];
  /** Arrays, typed arrays, sets and maps know it by themselves; below 0 it is not known. */
  total?: number;
}

/**
 * The items, recording how many of them are done as a loop goes over them: 0 when the loop begins, then each item when
 * the next one is asked for; and in `KEY.end` how the loop ended: 1 complete, 0 left before, -1 when the items failed
 * to come. While another loop of the same key goes on, or after one that had another total, the key is `KEY 2`, and so
 * on.
 */
export function progress<Item>(
  items: Iterable<Item>,
  options?: ProgressOptions,
): Iterable<Item> & AsyncIterable<Awaited<Item>>;
export function progress<Item>(items: AsyncIterable<Item>, options?: ProgressOptions): AsyncIterable<Item>;

/** What became of the samples that were recorded: `recorded` is the sum of the others. */
export interface MetricCounts {
  recorded: number;
  /** Gave way to newer ones before the throttle let them out. */
  throttled: number;
  /** For not being finite, for coming after their execution's end, or by the server. */
  refused: number;
  /** Too many waited. */
  dropped: number;
  /** The server has them. */
  delivered: number;
  /** For a throttle or for their delivery. */
  waiting: number;
}

/** How a metrics client behaves. */
export interface MetricsClientOptions {
  /** What is shown to the server first on each connection, where it wants a token. */
  token?: string;
  /**
   * How many samples wait for delivery at most, 100,000 when left out. Beyond it the oldest of throttled metrics are
   * dropped, then the oldest at all.
   */
  bound?: number;
  /** Seconds that an answer may take before the connection is made anew; 10 when left out. */
  timeout?: number;
  /** Seconds that the last samples have to be delivered when the process ends by itself; 2 when left out. */
  exitTimeout?: number;
  /** Is called with a sentence when samples are refused or dropped or the server is away; stderr when left out. */
  report?: (text: string) => void;
}

/**
 * Delivers what metrics record to a server, in the background: in batches, again after a lost connection, each sample
 * stored once. Programs that find their server by the environment need not make one.
 */
export class MetricsClient {
  /** @throws AddressError when the address makes no sense, or there is none. */
  constructor(address?: string, options?: MetricsClientOptions);
  /**
   * Calls a function: what it records outside any execution of its own, and the executions in it, are recorded by this
   * client.
   */
  run<Value>(body: () => Value): Value;
  /**
   * Delivers what was recorded so far, what throttles hold back included.
   *
   * @param timeout Seconds to wait at most; 10 when left out.
   * @returns Whether all of it was delivered, or refused or dropped, within the time.
   */
  flush(timeout?: number): Promise<boolean>;
  /** What became of the samples so far. */
  counts(): MetricCounts;
  /**
   * Ends its executions, delivers what waits within the exit timeout, and disconnects; nothing is recorded any more.
   * Only the first time counts.
   *
   * @returns Whether all was delivered.
   */
  close(how?: { success?: boolean }): Promise<boolean>;
}

/**
 * Names the server that metrics are recorded by, in place of the environment's.
 *
 * @throws Error when metrics are recorded already.
 */
export function configure(address: string, options?: MetricsClientOptions): void;

/**
 * Delivers what was recorded so far; to be awaited before `process.exit()`.
 *
 * @param timeout Seconds to wait at most; 10 when left out.
 * @returns Whether all of it was delivered, or refused or dropped, within the time.
 */
export function flush(timeout?: number): Promise<boolean>;

/** What became of the samples so far. */
export function counts(): MetricCounts;
