"""Alerts are acknowledged by whoever has the token."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

from site_test import Place, SiteTest, shared_place


class Alerts(SiteTest):
    @classmethod
    def new_place(cls) -> Place:
        return shared_place("changing")

    def setUp(self) -> None:
        super().setUp()
        self.alert = self.place.server.call(
            "triggerAlert",
            message=f"The loss of {self._testMethodName} is high",
            severity="error",
            metric_name="loss",
            metric_value=3,
            threshold=2,
        )["alert_id"]

    def tearDown(self) -> None:
        self.page.evaluate("sessionStorage.clear()")
        super().tearDown()

    @property
    def button(self) -> str:
        return f"button[data-acknowledge='{self.alert}']"

    def state(self) -> str:
        alerts = self.place.server.call("listAlerts")["alerts"]
        return next(alert["state"] for alert in alerts if alert["alert_id"] == self.alert)

    def post(self, headers: dict[str, str]) -> int:
        request = urllib.request.Request(
            self.place.studio.url + "alerts/acknowledge",
            json.dumps({"alert_id": self.alert}).encode(),
            {"Content-Type": "application/json", **headers},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def test_a_button_acknowledges(self) -> None:
        self.open_studio("alerts.html", token=True)
        self.assertNotIn("token", self.page.evaluate("location.href"), "the token leaves the address")
        firing = int(self.text("#firing").split()[0])
        self.assertIn(self._testMethodName, self.attribute(self.button, "aria-label"))
        self.page.click(self.button)
        self.wait_for_text("#firing", f"{firing - 1} firing")
        self.assertEqual(self.state(), "acknowledged")
        self.assertEqual(self.count(self.button), 0)
        self.assertEqual(self.text("#alerts tbody tr:first-child td:nth-child(3)"), "acknowledged")

    def test_the_token_goes_from_page_to_page_and_through_a_reload(self) -> None:
        self.open_studio("index.html", token=True)
        self.follow(".top nav a:nth-child(4)")
        self.assertFalse(self.page.evaluate(f"document.querySelector({json.dumps(self.button)}).disabled"))
        self.page._loaded = False
        self.page.command("Page.reload")
        self.page.wait(lambda: self.page._loaded)
        self.assertFalse(self.page.evaluate(f"document.querySelector({json.dumps(self.button)}).disabled"))

    def test_without_the_token_the_button_says_what_to_do(self) -> None:
        self.open_studio("alerts.html")
        self.assertTrue(self.page.evaluate(f"document.querySelector({json.dumps(self.button)}).disabled"))
        self.assertIn("calibraxctl studio", self.attribute(self.button, "title"))
        self.page.click(self.button)
        self.assertEqual(self.state(), "firing")
        self.assertIn("calibraxctl studio", self.text("#alerts"), "it is said where everybody can read it")

    def test_the_address_with_the_token_may_be_opened_where_a_page_is(self) -> None:
        self.open_studio("alerts.html")
        self.page.evaluate(f"void (location.hash = 'token={self.place.studio.token}')")
        # The script takes the token out of the address before it looks at buttons.
        self.page.wait("document.readyState === 'complete' && !location.hash", "the token to be taken", 5)
        self.assertFalse(self.page.evaluate(f"document.querySelector({json.dumps(self.button)}).disabled"))

    def test_a_wrong_token_is_refused_and_told(self) -> None:
        self.open_studio("alerts.html#token=wrong")
        self.page.click(self.button)
        self.wait_for_text("#alerts .failure", "calibraxctl studio")
        self.assertEqual(self.state(), "firing")
        self.assertEqual([each for each in self.page.messages if "403" not in each], [])
        self.page.messages.clear()

    def test_only_the_token_lets_act(self) -> None:
        self.assertEqual(self.post({}), 403)
        self.assertEqual(self.post({"X-Calibrax-Token": "wrong"}), 403)
        self.assertEqual(self.post({"X-Calibrax-Token": self.place.studio.token, "Origin": "http://example.com"}), 403)
        self.assertEqual(self.state(), "firing")
        self.assertEqual(self.post({"X-Calibrax-Token": self.place.studio.token}), 200)
        self.assertEqual(self.state(), "acknowledged")

    def test_keys_acknowledge_and_go_on(self) -> None:
        self.open_studio("alerts.html", token=True)
        self.page.evaluate(f"document.querySelector({json.dumps(self.button)}).focus()")
        self.page.press("Enter")
        self.page.wait(lambda: self.state() == "acknowledged", "the alert to be acknowledged", 5)
        self.page.wait(f"!document.querySelector({json.dumps(self.button)})", seconds=5)
        self.assertEqual(
            self.page.evaluate("document.activeElement.dataset.acknowledge ?? document.activeElement.id"),
            self.attribute("button[data-acknowledge]", "data-acknowledge"),
        )
