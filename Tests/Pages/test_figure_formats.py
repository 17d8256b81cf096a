"""Ticks, numbers, dates, colours and texts of figures."""

from __future__ import annotations

import json

from figure_test import FigureTest


class Formats(FigureTest):
    def test_ticks_are_round_and_within_the_range(self) -> None:
        self.assertEqual(self.run_("linearTicks(0, 1, 5).values"), [0, 0.2, 0.4, 0.6, 0.8, 1])
        self.assertEqual(self.run_("linearTicks(-7, 12, 4).values"), [-5, 0, 5, 10])
        self.assertEqual(self.run_("linearTicks(0.1, 0.35, 5).values"), [0.1, 0.15, 0.2, 0.25, 0.3, 0.35])
        self.assertEqual(self.run_("linearTicks(1, 1, 5).values"), [])

    def test_labels_have_the_digits_that_the_step_needs(self) -> None:
        self.assertEqual(self.run_("numberLabels([0.1, 0.2, 0.30000000000000004], 0.1)"), ["0.1", "0.2", "0.3"])
        self.assertEqual(self.run_("numberLabels([0, 5000, 10000], 5000)"), ["0", "5k", "10k"])
        self.assertEqual(self.run_("numberLabels([10000, 10500], 500)"), ["10.0k", "10.5k"])
        self.assertEqual(self.run_("numberLabels([1e-7, 2e-7], 1e-7)"), ["100n", "200n"])
        self.assertEqual(self.run_("numberLabels([1000000, 1000001], 1)"), ["1,000,000", "1,000,001"])
        self.assertEqual(self.run_("numberLabels([-1, 0], 1)"), ["−1", "0"])

    def test_numbers_follow_formats_of_d3(self) -> None:
        for value, form, text in [
            (3.14159, ".2f", "3.14"),
            (1234567.8, ",.0f", "1,234,568"),
            (12345, ".3s", "12.3k"),
            (0.123, ".1%", "12.3%"),
            (1500, "~s", "1.5k"),
            (42.4, "d", "42"),
            (12345, ".2e", "1.23e+4"),
            (-0.001, ".1f", "0.0"),
            (-2, ".1f", "−2.0"),
            (2, "+.1f", "+2.0"),
            (0.00012, ".2s", "120µ"),
            (1234.5, "~g", "1234.5"),
            (999999, ".3s", "1.00M"),
            (5, "$.2f", "$5.00"),
        ]:
            self.assertEqual(self.run_(f"formatNumber({value}, {json.dumps(form)})"), text, form)

    def test_numbers_without_a_format_are_readable(self) -> None:
        for value, text in [
            (0.1 + 0.2, "0.3"),
            (1234567, "1,234,567"),
            (1234, "1234"),
            (0, "0"),
            (1.5e-9, "1.5e-9"),
            (43.986534231, "43.98653"),
        ]:
            self.assertEqual(self.run_(f"plainNumber({value!r})"), text)

    def test_dates_are_utc_unless_they_say_otherwise(self) -> None:
        moment = 1717236000000
        for text in [
            "2024-06-01 10:00:00",
            "2024-06-01T10:00:00Z",
            "2024-06-01 10:00",
            "2024-06-01T12:00:00+02:00",
            "2024-06-01 10:00:00.000000",
        ]:
            self.assertEqual(self.run_(f"momentOf({json.dumps(text)})"), moment, text)
        self.assertEqual(self.run_("momentOf('2024-06-01 00:00:00.250') - momentOf('2024-06-01')"), 250)
        self.assertEqual(
            self.run_("['nonsense', '2024', '', '2024-06-01x'].map(text => String(momentOf(text)))"), ["NaN"] * 4
        )

    def test_dates_follow_formats_of_d3(self) -> None:
        form = "%Y-%m-%d %H:%M:%S.%L %b %B %y %j %a %A %p %I %-d %e %%"
        self.assertEqual(
            self.run_(f"formatMoment(momentOf('2024-06-01 15:04:05.006'), {json.dumps(form)}, false)"),
            "2024-06-01 15:04:05.006 Jun June 24 153 Sat Saturday PM 03 1  1 %",
        )
        self.assertEqual(self.run_("formatMoment(momentOf('2024-06-01 15:04'), '%H:%M', true)"), "17:04")

    def test_ticks_of_dates_are_at_turns_of_the_local_clock(self) -> None:
        ticks = "momentTicks(momentOf('2024-06-01'), momentOf('2024-06-03'), 4, {0}).values.map(value => formatMoment(value, '%d %H:%M', {0}))"
        self.assertEqual(self.run_(ticks.format("true")), ["01 12:00", "02 00:00", "02 12:00", "03 00:00"])
        self.assertEqual(self.run_(ticks.format("false")), ["01 00:00", "01 12:00", "02 00:00", "02 12:00", "03 00:00"])

    def test_ticks_of_minutes_are_round_in_zones_that_are_quarters_of_an_hour_off(self) -> None:
        self.page.set_time_zone("Asia/Kathmandu")
        self.addCleanup(lambda: self.page.set_time_zone("Europe/Berlin"))
        ticks = "momentTicks(momentOf('2024-06-01 10:00'), momentOf('2024-06-01 11:20'), 3, true)"
        self.assertEqual(
            self.run_(ticks + ".values.map(value => formatMoment(value, '%H:%M', true))"), ["16:00", "16:30", "17:00"]
        )

    def test_ticks_of_hours_stay_at_hours_when_the_clock_changes(self) -> None:
        hours = self.run_(
            "momentTicks(momentOf('2024-03-30 12:00'), momentOf('2024-03-31 12:00'), 8, true).values"
            ".map(value => Number(formatMoment(value, '%H', true)) % 3)"
        )
        self.assertGreater(len(hours), 6)
        self.assertEqual(set(hours), {0})

    def test_ticks_of_every_range_of_dates_are_few_and_ascend(self) -> None:
        for power in range(1, 14):
            values = self.run_(f"momentTicks(1.7e12, 1.7e12 + 3 * 10 ** {power}, 6, true).values")
            self.assertTrue(2 <= len(values) <= 16, (power, len(values)))
            self.assertEqual(values, sorted(set(values)))

    def test_months_and_years_begin_on_their_first_day(self) -> None:
        labels = self.run_(
            "(({values, step}) => momentLabels(values, step, false))(momentTicks(momentOf('2023-10-05'), momentOf('2024-03-20'), 6, false))"
        )
        self.assertEqual(labels, [["Nov", "2023"], ["Dec"], ["Jan", "2024"], ["Feb"], ["Mar"]])
        self.assertEqual(
            self.run_(
                "momentTicks(momentOf('1999-05-05'), momentOf('2024-03-20'), 5, false).values.map(v => formatMoment(v, '%Y-%m-%d'))"
            ),
            ["2000-01-01", "2005-01-01", "2010-01-01", "2015-01-01", "2020-01-01"],
        )

    def test_logarithmic_ticks_are_powers_or_parts_of_them(self) -> None:
        self.assertEqual(self.run_("logTicks(0, 6, 6).values"), [1, 10, 100, 1000, 10000, 100000, 1000000])
        self.assertEqual(self.run_("logTicks(0, 1, 5).values"), [1, 2, 5, 10])
        self.assertEqual(self.run_("logTicks(0, 12, 4).values"), [1, 1e3, 1e6, 1e9, 1e12])

    def test_markup_is_dropped_and_other_tags_are_text(self) -> None:
        self.assertEqual(
            self.run_("plainLines('a<br>b<br/>c &lt;b&gt; &amp;lt; &#37; <b>x</b><i>y</i>')"),
            ["a", "b", "c <b> &lt; % xy"],
        )
        self.assertEqual(self.run_("plainText('<img src=x onerror=alert(1)>')"), "<img src=x onerror=alert(1)>")

    def test_symbols_have_names_and_numbers(self) -> None:
        self.assertEqual(
            self.run_("[1, '102', 'star-open', 'diamond-dot', undefined].map(each => Object.values(symbolOf(each)))"),
            [["square", False], ["diamond", True], ["star", True], ["diamond", False], ["circle", False]],
        )
        self.assertIsNone(self.run_("corners('hourglass')"))

    def test_dashes_are_names_or_lengths(self) -> None:
        self.assertEqual(
            self.run_("[dashOf('dot', 2), dashOf('5px,10px', 2), dashOf('solid', 2), dashOf(undefined, 2)]"),
            [[2, 4], [5, 10], [], []],
        )

    def test_colors_that_can_hardly_be_seen_move_towards_the_text(self) -> None:
        theme = "{background: '#fff', text: '#000'}"
        self.assertEqual(self.run_(f"readable('#1f77b4', {theme})"), "#1f77b4")
        self.assertGreaterEqual(self.run_(f"contrast(channels(readable('#ffffb3', {theme})), [255, 255, 255])"), 1.6)
        self.assertIsNone(self.run_("channels('no colour')"))
