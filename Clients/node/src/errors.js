/** Why something has no result; every error of this client but those of wrong arguments is one. */
export class CalibraxError extends Error {
  /**
   * @param {string} message What was wrong, where, and what to do.
   * @param {ErrorOptions} [options]
   */
  constructor(message, options) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The address makes no sense, or the environment names no server. */
export class AddressError extends CalibraxError {}

/** The server cannot be reached. */
export class UnreachableError extends CalibraxError {}

/** The connection broke before the answer came; whether the request was carried out is not known. */
export class DisconnectedError extends CalibraxError {}

/** The answer did not come in time; whether the request was carried out is not known. */
export class TimeoutError extends CalibraxError {
  /**
   * @param {number} seconds How long it had.
   * @param {Error} [cause] Why there was no connection.
   */
  constructor(seconds, cause) {
    super(`no answer within ${seconds} s${cause ? `: ${cause.message}` : ""}`, { cause });
    /** How long it had. */
    this.seconds = seconds;
  }
}

/** The client was closed. */
export class ClosedError extends CalibraxError {
  constructor() {
    super("the client is closed; make another one");
  }
}

/** The server sent what is not of the protocol. */
export class ProtocolError extends CalibraxError {}

/** The server refused the request, which has changed nothing. */
export class RefusedError extends CalibraxError {
  /**
   * @param {{code: number, message: string, data?: {kind?: string, path?: string, hint?: string}}} error The answer's.
   */
  constructor({ code, message, data = {} }) {
    super(message);
    /** The number of the kind, as -32602. */
    this.code = code;
    /** The kind, as `invalid_params`. */
    this.kind = data.kind;
    /** Where in the request, as `params.run.points[3].name`. */
    this.path = data.path;
    /** What to do. */
    this.hint = data.hint;
  }
}
