"""Writes the methods of the clients, with their types, from Protocol/openrpc.json.

    python3 Clients/python/generate.py
"""

from __future__ import annotations

import json
import keyword
import re
import textwrap
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

HERE = Path(__file__).resolve().parent
PACKAGE = HERE / "calibrax_client"
CONTRACT = HERE.parents[1] / "Protocol" / "openrpc.json"
ORIGIN = '"""Made by generate.py from Protocol/openrpc.json."""\n\n'
# What a client does in another way: it tells of events over lost connections.
OWN = {"subscribe", "unsubscribe"}

Schema = Dict[str, Any]


def contract() -> List[Dict[str, Any]]:
    """The methods that clients have as functions."""
    methods = json.loads(CONTRACT.read_text())["methods"]
    return [method for method in methods if method["name"] not in OWN]


def snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).replace(".", "_").lower()


def camel_case(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[._]", name))


def argument(name: str) -> str:
    """A parameter as an argument: `from` is a word of the language."""
    return f"{name}_" if keyword.iskeyword(name) else name


class Types:
    """Types of results, each object a class of its own."""

    def __init__(self) -> None:
        self.classes: Dict[str, str] = {}

    def of(self, schema: Schema, name: str) -> str:
        kinds = schema.get("type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        found = [self._one(kind, schema, name) for kind in kinds if kind != "null"]
        if "enum" in schema and kinds[0] == "string":
            found = [f"Literal[{', '.join(json.dumps(value) for value in schema['enum'] if value is not None)}]"]
        text = found[0] if len(found) == 1 else f"Union[{', '.join(found)}]"
        return f"Optional[{text}]" if "null" in kinds else text

    def _one(self, kind: Any, schema: Schema, name: str) -> str:
        if kind == "array":
            return f"List[{self.of(schema.get('items', {}), name)}]"
        if kind == "object" and schema.get("properties"):
            return self._class(schema, name)
        if kind == "object":
            return f"Dict[str, {self.of(schema.get('additionalProperties') or {}, name)}]"
        return {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}.get(kind, "Any")

    def _class(self, schema: Schema, name: str) -> str:
        required = schema.get("required", [])
        lines = []
        for key, member in schema["properties"].items():
            kind = self.of(member, name + camel_case(key))
            lines.append(f'    "{key}": {kind if key in required else f"NotRequired[{kind}]"},')
        self.classes[name] = "\n".join([f'{name} = TypedDict("{name}", {{', *lines, "})"])
        return name


class Inputs(Types):
    """Types of parameters: documents may be any objects that say what they are."""

    def _one(self, kind: Any, schema: Schema, name: str) -> str:
        if kind == "object":
            values = self.of(schema.get("additionalProperties") or {}, name) if "properties" not in schema else "Any"
            return "Document" if values == "Any" else f"Mapping[str, {values}]"
        if kind == "array":
            return f"Sequence[{self.of(schema.get('items', {}), name)}]"
        return super()._one(kind, schema, name)


def parameters(method: Dict[str, Any]) -> Iterator[Tuple[str, str, bool, str]]:
    """Each parameter's name, type, whether it is needed, and what it is; those that are needed first."""
    for param in sorted(method["params"], key=lambda param: not param["required"]):
        kind = Inputs().of(param["schema"], "")
        if not param["required"] and not kind.startswith("Optional["):
            kind = f"Optional[{kind}]"
        yield param["name"], kind, param["required"], param.get("description", "")


def signature(method: Dict[str, Any], with_types: bool) -> str:
    """The arguments: those that are needed by place too, or else the first."""
    parts = ["self"]
    is_by_name = False
    for place, (name, kind, is_required, _) in enumerate(parameters(method)):
        if not is_required and place > 0 and not is_by_name:
            parts.append("*")
            is_by_name = True
        text = f"{argument(name)}: {kind}" if with_types else argument(name)
        parts.append(text if is_required else f"{text} = ..." if with_types else f"{text}=None")
    return ", ".join(parts)


def documentation(method: Dict[str, Any]) -> str:
    """What a method does, takes and is refused with."""
    wrapped = textwrap.fill(method["summary"], 108, initial_indent='"""').replace("\n", "\n        ")
    lines = [wrapped] + ([""] if method["params"] else [])
    for name, _, _, description in parameters(method):
        text = textwrap.wrap(f"{argument(name)}: {description}", 108, subsequent_indent="    ")
        lines += [f"        {line}" for line in text]
    return "\n".join(lines) + ('\n        """' if method["params"] else '"""')


def own_name(method: Dict[str, Any]) -> str:
    """The function under its name on the wire too, where that is another one that the language allows."""
    name = snake_case(method["name"])
    return f"    {method['name']} = {name}\n" if name != method["name"] and method["name"].isidentifier() else ""


def code() -> str:
    """The methods as they are run."""
    text = ORIGIN + textwrap.dedent(
        '''\
        from __future__ import annotations

        from typing import Any, Dict


        class Methods:
            """Every method of the protocol as a function, and under its name on the wire too."""

            def _call(self, method: str, params: Dict[str, Any]) -> Any:
                raise NotImplementedError
        '''
    )
    for method in contract():
        name = snake_case(method["name"])
        members = ", ".join(f'"{name}": {argument(name)}' for name, *_ in parameters(method))
        text += f"\n    def {name}({signature(method, with_types=False)}):\n"
        text += f"        {documentation(method)}\n"
        text += f'        return self._call("{method["name"]}", {{{members}}})\n'
        text += "".join(["\n" + own_name(method)] if own_name(method) else [])
    return text + '\n\nclass AsyncMethods(Methods):\n    """The same, to be awaited."""\n'


def interface() -> str:
    """The types of the methods."""
    text = ORIGIN + "from typing import Any, Awaitable, Dict, List, Literal, Mapping, Optional, Sequence, Union\n\n"
    text += "from . import results\n\nDocument = Any\n\n"
    for name, result in (("Methods", "{}"), ("AsyncMethods", "Awaitable[{}]")):
        text += f"class {name}:\n    def _call(self, method: str, params: Dict[str, Any]) -> Any: ...\n"
        for method in contract():
            returned = result.format(f"results.{camel_case(method['name'])}Result")
            arguments = signature(method, with_types=True)
            text += f"    def {snake_case(method['name'])}({arguments}) -> {returned}: ...\n"
            text += own_name(method)
        text += "\n"
    return text.rstrip() + "\n"


def result_types() -> str:
    """The types of the results."""
    types = Types()
    aliases = []
    for method in contract():
        name = f"{camel_case(method['name'])}Result"
        kind = types.of(method["result"]["schema"], name)
        if kind != name:
            aliases.append(f"{name} = {kind}")
    text = ORIGIN + "from typing import Any, Dict, List, Literal, Optional, Union\n\n"
    text += "from typing_extensions import NotRequired, TypedDict\n\n"
    return text + "\n".join([*types.classes.values(), *aliases]) + "\n"


def files() -> Dict[Path, str]:
    """What the contract makes of each file."""
    return {
        PACKAGE / "methods.py": code(),
        PACKAGE / "methods.pyi": interface(),
        PACKAGE / "results.pyi": result_types(),
    }


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text)
