import type { Calls, ListAlertsResult, ListExecutionsResult, ListRunsResult, SubscribeParams } from "./methods.js";

/** Where a client is to be found, and how it behaves. */
export interface ClientOptions {
  /**
   * What is shown to the server first on each connection, where it wants a token; that of `CALIBRAX_TOKEN` when left
   * out.
   */
  token?: string;
  /** Seconds that an answer may take; 60 when left out. */
  timeout?: number;
  /** How often a connection is tried, with growing pauses between, before a call fails; 5 when left out. */
  attempts?: number;
  /**
   * Is told of the events of subscriptions that were made by `call("subscribe")`; without it such a subscription is
   * ended when it first tells of something.
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
   * holding up its client: 100,000 samples wait for it, and an event of the type `dropped` tells of what did not fit.
   * It ends when the loop is left, and with an error when the server refuses it or is away for longer than the timeout.
   */
  events<Name extends Topic>(topics: Name[], options?: EventOptions): Stream<Event<Name>>;

  /**
   * The alerts from now on: each when it is raised, and again when it becomes worse, is acknowledged or resolved; over
   * lost connections and restarts of the server too.
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
