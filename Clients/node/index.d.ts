import type { Calls, ListAlertsResult, ListExecutionsResult, ListRunsResult, SubscribeParams } from "./methods.js";

export * from "./methods.js";

/** Where a client is to be found, and how it behaves. */
export interface ClientOptions {
  /**
   * What is shown to the server first on each connection, where it wants a token. When the address is left out too, it is
   * that of `CALIBRAX_TOKEN`.
   */
  token?: string;
  /** Seconds that an answer may take; 60 when left out. */
  timeout?: number;
  /** How often a connection is tried, with growing pauses between, before a call fails; 5 when left out. */
  attempts?: number;
  /**
   * Is told of the events of subscriptions that were made by `call("subscribe")`; without it such a subscription is ended
   * when it first tells of something.
   */
  onNotification?: (type: "event" | "dropped" | "heartbeat", params: Record<string, unknown>) => void;
}

/**
 * A client of a server: its calls share one connection and do not wait for each other. Each method of the protocol is a
 * method of the client, with its parameters and result as the protocol has them; integers beyond 2^53 lose precision.
 *
 * The connection is made when it is first needed and again after it broke. A call that was not sent yet, or that may be
 * repeated without harm, is sent again over the new one; any other fails with `DisconnectedError`.
 */
export class Client {
  /**
   * @param address `unix:/path`, `tcp:host:port`, or a path; the server that the environment names when it is left out.
   * @throws AddressError when the address makes no sense, or there is none.
   */
  constructor(address?: string, options?: ClientOptions);

  /** Calls a method by its name. It fails with a `CalibraxError`. */
  call<Name extends keyof Calls>(method: Name, ...params: Parameters<Calls[Name]>): ReturnType<Calls[Name]>;
  call(method: string, params?: object): Promise<any>;

  /**
   * Has the server tell of what happens from now on: whatever this client calls next is told of.
   *
   * It goes on over lost connections, behind the last event that came. A reader that is slow loses events rather than
   * holding up its client: 100,000 samples wait for it, and an event of the type `dropped` tells of what did not fit. It
   * ends when the loop is left, and with an error when the server refuses it or is away for longer than the timeout.
   */
  events<Name extends Topic>(topics: Name[], options?: EventOptions): Stream<Event<Name>>;

  /**
   * The alerts from now on: each when it is raised, and again when it becomes worse, is acknowledged or resolved; over lost
   * connections and restarts of the server too.
   */
  alerts(filter?: { severity?: Alert["severity"]; metric_name?: string }): Stream<Alert>;

  /** Ends the connection: calls that wait fail with `ClosedError`, and loops over events end. */
  close(): void;
}

export interface Client extends Calls {}

/** What can be looped over with `for await`, once; leaving the loop ends the subscription. */
export interface Stream<Item> extends AsyncIterableIterator<Item> {
  return(value?: any): Promise<IteratorResult<Item>>;
}

/** A kind of events. */
export type Topic = SubscribeParams["topics"][number];

/** Which events. */
export interface EventOptions {
  /** Only events that match every member given here. */
  filter?: SubscribeParams["filter"];
  /** The event to begin with, to go on behind the `seq` of one that was seen; the next one when left out. */
  from_seq?: number;
  /** The server that counted so. */
  server_id?: string;
}

/** Something that happened, or what became of the telling. */
export type Event<Name extends Topic = Topic> = Happened<Name> | Dropped | Restarted | Heartbeat;

/** Something that happened; events are numbered by `seq`, one that tells of several has the number of the last. */
export type Happened<Name extends Topic = Topic> = {
  [One in Name]: { type: "event"; topic: One; seq: number; data: EventData[One] };
}[Name];

/** So many events are not told of: the subscriber did not keep up, or was away for too long. */
export interface Dropped {
  type: "dropped";
  topic?: undefined;
  count: number;
  next_seq: number;
}

/** The server was started again: it counts anew, and what it did not tell before its end is not told any more. */
export interface Restarted {
  type: "restarted";
  topic?: undefined;
  next_seq: number;
}

/** Nothing has happened for a while, and the connection lives. */
export interface Heartbeat {
  type: "heartbeat";
  topic?: undefined;
  next_seq: number;
}

/** What events tell of. */
export interface EventData {
  samples: { series: SeriesSamples[] };
  executions: ListExecutionsResult["executions"][number];
  runs: RunHead;
  alerts: Alert;
}

/** Samples of a series; `first` is how many came before these, `points` are `[at, value]`. */
export interface SeriesSamples {
  series: number;
  execution_id: string;
  key: string;
  first: number;
  points: Array<[number, number]>;
}

/** What is known of a run without its points. */
export type RunHead = ListRunsResult["runs"][number];

/** Something that somebody should know of. */
export type Alert = ListAlertsResult["alerts"][number];

/** Why something has no result; every error of this client but those of wrong arguments is one. */
export class CalibraxError extends Error {}

/** The address makes no sense, or the environment names no server. */
export class AddressError extends CalibraxError {}

/** The server cannot be reached. */
export class UnreachableError extends CalibraxError {}

/** The connection broke before the answer came; whether the request was carried out is not known. */
export class DisconnectedError extends CalibraxError {}

/** The answer did not come in time; whether the request was carried out is not known. */
export class TimeoutError extends CalibraxError {
  /** How long it had. */
  seconds: number;
}

/** The client was closed. */
export class ClosedError extends CalibraxError {}

/** The server sent what is not of the protocol. */
export class ProtocolError extends CalibraxError {}

/** The server refused the request, which has changed nothing. */
export class RefusedError extends CalibraxError {
  /** The number of the kind, as -32602. */
  code: number;
  /** The kind, as `invalid_params`. */
  kind?: string;
  /** Where in the request, as `params.run.points[3].name`. */
  path?: string;
  /** What to do. */
  hint?: string;
}

/**
 * The address of the server that the environment names: that of `CALIBRAX_SERVER`, else the one that holds the data
 * directory of `CALIBRAX_DATA`, which is `./benchmark-data` when it is not set; `undefined` when no server holds it.
 */
export function addressFromEnvironment(): string | undefined;

/** Where the server of a data directory listens, as its lock file says; `undefined` when no server holds it. */
export function addressServing(directory: string): string | undefined;

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

/** A y-axis; in a group, metrics whose scale has the same name share it. With `progress` it is a bar, full at `upper`. */
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
   * Samples a second that are delivered at most, 10 when left out: the first at once, then the newest every so often, the
   * last one always. `null` delivers every sample. Of metrics with the same key the first one's counts.
   */
  throttle?: number | null;
}

/**
 * A number that a program records again and again: a loss, a queue's length. Make it once, at module level for instance.
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
 * Runs something as an execution of its own: metrics that are recorded in it, also by what it calls and awaits, belong to
 * the execution. When the body ends, so does the execution; an error that the body throws marks it as failed and is thrown
 * on.
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
 * The items, recording how many of them are done as a loop goes over them: 0 when the loop begins, then each item when the
 * next one is asked for; and in `KEY.end` how the loop ended: 1 complete, 0 left before, -1 when the items failed to come.
 * While another loop of the same key goes on, or after one that had another total, the key is `KEY 2`, and so on.
 */
export function progress<Item>(items: Iterable<Item>, options?: ProgressOptions): Iterable<Item> & AsyncIterable<Awaited<Item>>;
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
   * Ends its executions, delivers what waits within the exit timeout, and disconnects; nothing is recorded any more. Only
   * the first time counts.
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
