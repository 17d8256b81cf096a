// Writes what follows from Protocol/openrpc.json: types/methods.d.ts, the types of all parameters and results, and
// src/methods.js, the methods' names. `node generate.js` writes them.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const contract = new URL("../../Protocol/openrpc.json", import.meta.url);
const header = "// Generated from Protocol/openrpc.json by generate.js; do not edit.\n\n";

/** The files by their paths in this folder. */
export function generated() {
  const { methods } = JSON.parse(readFileSync(contract, "utf8"));
  return {
    "types/methods.d.ts": header + methods.map(typesOf).join("") + callsOf(methods),
    "src/methods.js":
      `${header}/** The methods of the protocol. */\nexport const methods = [\n` +
      methods.map(({ name }) => `  ${JSON.stringify(name)},\n`).join("") +
      "];\n",
  };
}

function typesOf({ name, summary, params, result }) {
  const schema = {
    type: "object",
    properties: Object.fromEntries(params.map((param) => [param.name, param.schema])),
    required: params.filter((param) => param.required).map((param) => param.name),
    additionalProperties: false,
  };
  return (
    `/** What \`${name}\` takes. ${summary} */\nexport type ${typeName(name)}Params = ${typeOf(schema, "")};\n\n` +
    `/** What \`${name}\` answers. */\nexport type ${typeName(name)}Result = ${typeOf(result.schema, "")};\n\n`
  );
}

function callsOf(methods) {
  const calls = methods.map(({ name, summary, params }) => {
    const optional = params.some((param) => param.required) ? "" : "?";
    const type = typeName(name);
    return `  /** ${summary} */\n  ${key(name)}(params${optional}: ${type}Params): Promise<${type}Result>;\n`;
  });
  return `/** The methods of the protocol. */\nexport interface Calls {\n${calls.join("")}}\n`;
}

function typeName(method) {
  return method.replace(/(?:^|\.)(\w)/g, (_, letter) => letter.toUpperCase());
}

function key(name) {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

function typeOf(schema, indent) {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const types = [schema.type ?? "unknown"].flat();
  return types.map((type) => one(type, schema, indent)).join(" | ");
}

function one(type, schema, indent) {
  switch (type) {
    case "integer":
      return "number";
    case "array":
      return arrayOf(schema, indent);
    case "object":
      return objectOf(schema, indent);
    default:
      return type;
  }
}

function arrayOf({ items, minItems, maxItems }, indent) {
  const item = typeOf(items, indent);
  if (minItems !== undefined && minItems === maxItems) return `[${Array(minItems).fill(item).join(", ")}]`;
  return item.includes("|") || item.includes("{") ? `Array<${item}>` : `${item}[]`;
}

function objectOf({ properties, required = [], additionalProperties = true }, indent) {
  const schemaOfOthers = additionalProperties === true ? {} : additionalProperties;
  const others = schemaOfOthers && typeOf(schemaOfOthers, indent);
  if (!properties || Object.keys(properties).length === 0) return `Record<string, ${others || "never"}>`;
  const deeper = indent + "  ";
  const members = Object.entries(properties).map(([name, schema]) => {
    const comment = schema.description ? `${deeper}/** ${schema.description} */\n` : "";
    return `${comment}${deeper}${key(name)}${required.includes(name) ? "" : "?"}: ${typeOf(schema, deeper)};\n`;
  });
  // Typed values of other keys would have to include the types of the members.
  if (others) members.push(`${deeper}[member: string]: unknown;\n`);
  return `{\n${members.join("")}${indent}}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(generated())) writeFileSync(new URL(path, import.meta.url), text);
}
