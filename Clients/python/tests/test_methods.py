"""The methods of the clients are those of the contract."""

from __future__ import annotations

import importlib.util
import inspect
import unittest
from types import ModuleType
from typing import Any

from calibrax_client import AsyncClient, Client

from .support import PACKAGES


def generator() -> ModuleType:
    """The program that writes the methods."""
    found = importlib.util.spec_from_file_location("generate", PACKAGES / "generate.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


generate = generator()


class MethodTests(unittest.TestCase):
    """Every method of Protocol/openrpc.json is a function of both clients."""

    def test_the_generated_files_are_what_the_contract_makes_of_them(self) -> None:
        for path, text in generate.files().items():
            with self.subTest(path.name):
                self.assertTrue(path.read_text() == text, "run Clients/python/generate.py")

    def test_each_has_both_its_names_and_the_arguments_of_the_contract(self) -> None:
        methods = generate.contract()
        self.assertGreaterEqual(len(methods), 50)
        for kind in (Client, AsyncClient):
            client = kind("unix:/nowhere/calibrax.sock")
            for method in methods:
                with self.subTest(method["name"]):
                    function = getattr(client, generate.snake_case(method["name"]))
                    if method["name"].isidentifier():
                        self.assertEqual(function, getattr(client, method["name"]))
                    arguments = inspect.signature(function).parameters
                    wanted = {generate.argument(param["name"]) for param in method["params"]}
                    needed = {generate.argument(param["name"]) for param in method["params"] if param["required"]}
                    self.assertEqual(set(arguments), wanted)
                    without_default = {name for name, each in arguments.items() if each.default is each.empty}
                    self.assertEqual(without_default, needed)

    def test_arguments_go_out_under_the_names_of_the_contract(self) -> None:
        sent: dict[str, Any] = {}

        class Telling(Client):
            def _call(self, method: str, params: dict[str, Any]) -> Any:
                sent[method] = params

        client = Telling("unix:/nowhere/calibrax.sock")
        for method in generate.contract():
            named = {generate.argument(param["name"]): param["name"] for param in method["params"]}
            getattr(client, generate.snake_case(method["name"]))(**named)
            self.assertEqual(sent[method["name"]], {param["name"]: param["name"] for param in method["params"]})

    def test_what_is_no_method_is_no_attribute(self) -> None:
        with self.assertRaisesRegex(AttributeError, "no attribute 'lstRuns'"):
            Client("unix:/nowhere/calibrax.sock").lstRuns
