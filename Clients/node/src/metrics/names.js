import { randomBytes } from "node:crypto";
import { basename } from "node:path";

/** A name that nothing else has: 32 hexadecimal digits. */
export function randomName() {
  return randomBytes(16).toString("hex");
}

/** What this program is called. */
export function programName() {
  return basename(process.argv[1] ?? process.argv0);
}
