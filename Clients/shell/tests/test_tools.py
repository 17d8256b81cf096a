"""What is here to be tested."""

import shutil
import unittest

import shells


class Tools(unittest.TestCase):
    def test_there_is_a_way_to_each_kind_of_address(self) -> None:
        kinds = {way.kind for way in shells.ways()}
        self.assertEqual(kinds, {"unix", "tcp"}, "install socat, or OpenBSD's nc and bash")

    def test_dash_and_bash_are_here(self) -> None:
        self.assertLessEqual({"dash", "bash"}, {way.shell for way in shells.ways()})

    def test_busybox_is_here(self) -> None:
        self.need("busybox")

    def test_zsh_is_here(self) -> None:
        self.need("zsh")

    def test_socat_is_here(self) -> None:
        self.need("socat")

    def test_nc_for_unix_sockets_is_here(self) -> None:
        if not shells.is_here("nc"):
            self.skipTest("nc with -U and -N is not here; what it does is not tested")

    def need(self, program: str) -> None:
        if not shutil.which(program):
            self.skipTest(f"{program} is not here; what it does is not tested")
