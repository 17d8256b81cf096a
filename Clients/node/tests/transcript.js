import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { root } from "./server.js";

const folder = join(root, "Protocol/transcripts");

/** A conversation, up to where something happens to the server's disk, which nobody outside it can bring about. */
export class Transcript {
  /** `{number, connection, isSent, text}`, the lines. */
  steps = [];
  tokens;
  configuration;

  constructor(file) {
    this.name = basename(file, ".transcript");
    const lines = readFileSync(join(folder, file), "utf8").split("\n");
    for (const [index, line] of lines.entries()) {
      if (line.trim() === "" || line.startsWith("#")) continue;
      const [, connection, arrow, text] = /^(\d+)(-->|<--) (.*)$/.exec(line.trim()) ?? [];
      if (line.startsWith("@ tokens: ")) this.tokens = line.slice("@ tokens: ".length);
      else if (line.startsWith("@ config: ")) this.configuration = line.slice("@ config: ".length);
      else if (line.startsWith("@ disk ")) break;
      else if (connection) this.steps.push({ number: index + 1, connection, isSent: arrow === "-->", text });
      else throw new Error(`${this.name}:${index + 1}: ${line}`);
    }
  }

  static all() {
    return readdirSync(folder)
      .filter((file) => file.endsWith(".transcript"))
      .sort()
      .map((file) => new Transcript(file));
  }

  /** What differs from what is expected; `send` and `receive` take the number of a connection. */
  async play(send, receive) {
    const problems = [];
    const names = new Map();
    for (const { number, connection, isSent, text } of this.steps) {
      if (isSent) {
        send(connection, text.replace(/"\$(\w+)"/g, (_, name) => JSON.stringify(names.get(name))));
        continue;
      }
      const actual = await receive(connection, text);
      for (const problem of problemsOf(actual, JSON.parse(text), names))
        problems.push(`${this.name}:${number}: ${problem} in ${JSON.stringify(actual)}`);
    }
    return problems;
  }
}

const kinds = {
  $any: () => true,
  $string: (value) => typeof value === "string",
  $number: (value) => typeof value === "number",
  $boolean: (value) => typeof value === "boolean",
  $array: (value) => Array.isArray(value),
  $object: isObject,
};

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where a value is not what is expected; strings that begin with `$` match values of a kind. */
export function problemsOf(actual, expected, names, path = "") {
  if (typeof expected === "string" && expected.startsWith("$")) {
    const [kind, name] = expected.split(":");
    if (name && typeof actual === "string") names.set(name, actual);
    return kinds[kind](actual) ? [] : [`${path} is ${JSON.stringify(actual)}, not ${expected}`];
  }
  if (isObject(expected) && isObject(actual)) return problemsOfMembers(actual, expected, names, path);
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length)
    return expected.flatMap((item, index) => problemsOf(actual[index], item, names, `${path}[${index}]`));
  // -0 and 0 are the same number in JSON.
  const isSame = actual === expected || isDeepStrictEqual(actual, expected);
  return isSame ? [] : [`${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
}

function problemsOfMembers(actual, expected, names, path) {
  const { "...": open, ...wanted } = expected;
  const surplus = open === undefined ? Object.keys(actual).filter((key) => !Object.hasOwn(wanted, key)) : [];
  return [
    ...surplus.map((key) => `${path}.${key} is too much`),
    ...Object.entries(wanted).flatMap(([key, value]) =>
      Object.hasOwn(actual, key)
        ? problemsOf(actual[key], value, names, `${path}.${key}`)
        : [`${path}.${key} is missing`],
    ),
  ];
}
