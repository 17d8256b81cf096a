"""Made by generate.py from Protocol/openrpc.json."""

from __future__ import annotations

from typing import Any, Dict


class Methods:
    """Every method of the protocol as a function, and under its name on the wire too."""

    def _call(self, method: str, params: Dict[str, Any]) -> Any:
        raise NotImplementedError

    def ping(self):
        """Answers {} at once: the server lives."""
        return self._call("ping", {})

    def server_info(self):
        """Name, versions, uptime, limits, durability, and the store with its damaged files."""
        return self._call("serverInfo", {})

    serverInfo = server_info

    def rpc_discover(self):
        """The methods, their parameters, results and errors, as an OpenRPC document."""
        return self._call("rpc.discover", {})

    def authenticate(self, token):
        """Shows the server a token; from then on the connection may do what the token's role allows.

        token: A token of the server's token file.
        """
        return self._call("authenticate", {"token": token})

    def ingest(self, run=None, *, from_=None, files=None, tags=None, commit=None, branch=None, timestamp=None, environment=None, replace=None, set_baseline=None):
        """Stores a run, or what a benchmark tool wrote; when it is answered that is on the disk. The same id and
        content again is no error.

        run: The run; id and timestamp may be left out.
        from_: The format of files that hold the runs, in place of run: auto, which finds it, or the name of an
            adapter.
        files: With from: the text of each file by its name. Those of a folder have their path there.
        tags: With from: tags that every point gets.
        commit: With from: the commit; what the files say when left out.
        branch: With from: the branch; what the files say when left out.
        timestamp: With from: when it was measured; what the files say, or else now, when left out.
        environment: With from: the machine and software; what the files say goes before it.
        replace: Whether other content of the same id is replaced.
        set_baseline: The name of the baseline that is to become a copy of the run; true means "main".
        """
        return self._call("ingest", {"run": run, "from": from_, "files": files, "tags": tags, "commit": commit, "branch": branch, "timestamp": timestamp, "environment": environment, "replace": replace, "set_baseline": set_baseline})

    def list_runs(self, branch=None, *, commit=None, point=None, tags=None, since=None, until=None, limit=None, cursor=None):
        """The stored runs, newest first, a part at a time.

        branch: Only runs of this branch.
        commit: Only runs of the commit that begins so.
        point: Only runs with a point of this name.
        tags: Only runs with a point that has these tags.
        since: Only runs at or after this moment, ISO 8601.
        until: Only runs at or before this moment, ISO 8601.
        limit: How many at most.
        cursor: Where to go on: the next_cursor of the part before.
        """
        return self._call("listRuns", {"branch": branch, "commit": commit, "point": point, "tags": tags, "since": since, "until": until, "limit": limit, "cursor": cursor})

    listRuns = list_runs

    def get_run(self, run_id):
        """A stored run, whole.

        run_id: The run's identifier, or "latest".
        """
        return self._call("getRun", {"run_id": run_id})

    getRun = get_run

    def delete_run(self, run_id):
        """Takes a stored run away; baselines that are copies of it stay.

        run_id: The run's identifier, or "latest".
        """
        return self._call("deleteRun", {"run_id": run_id})

    deleteRun = delete_run

    def set_baseline(self, run_id=None, *, run=None, name=None, reason=None, by=None, fork_of=None, fork_point=None):
        """Makes a baseline a copy of a run, in place of what it was.

        run_id: The run's identifier; "latest", the newest, when left out.
        run: The run itself, in place of run_id; it is not stored as a run.
        name: The baseline's name.
        reason: Why, 1 to 1,024 bytes, for the audit trail.
        by: Who says so, 1 to 256 bytes, for the audit trail.
        fork_of: The baseline, or branch, that this one starts from, 1 to 256 bytes.
        fork_point: The commit of fork_of that it starts at, 1 to 256 bytes; when left out that of the baseline
            fork_of, if there is one.
        """
        return self._call("setBaseline", {"run_id": run_id, "run": run, "name": name, "reason": reason, "by": by, "fork_of": fork_of, "fork_point": fork_point})

    setBaseline = set_baseline

    def get_baseline(self, name=None):
        """The run that a baseline is a copy of, whole.

        name: The baseline's name.
        """
        return self._call("getBaseline", {"name": name})

    getBaseline = get_baseline

    def list_baselines(self):
        """The baselines, the runs they are copies of, and what was said when they were set."""
        return self._call("listBaselines", {})

    listBaselines = list_baselines

    def baseline_history(self, name=None, *, limit=None):
        """What changed the baselines: when, to which run, why and by whom; the newest first.

        name: Only changes of this baseline.
        limit: How many at most.
        """
        return self._call("baselineHistory", {"name": name, "limit": limit})

    baselineHistory = baseline_history

    def check(self, run_id=None, *, run=None, baseline=None, baseline_run=None, threshold=None, method=None, base_branch=None, fork_point=None, confirm_runs=None, false_discovery_rate=None):
        """Compares a run with a baseline and says which metrics regressed, each in its own direction.

        run_id: The run to check; "latest", the newest, when left out.
        run: The run itself, in place of run_id.
        baseline: The baseline's name; "main" when left out, and for other methods than threshold the base branch:
            what was accepted as that is the level from then on.
        baseline_run: The run to compare with, in place of a stored baseline.
        threshold: The relative change that is allowed; 0.05 when left out, and for other methods what config.json's
            policies say.
        method: How a change is judged.
        base_branch: The branch whose runs it is held against; the run's own when left out. Not for the method
            threshold.
        fork_point: The commit of the base branch, or how it begins, that the run's own branch began at: later runs
            do not count. For paired it is the code that the run was made in turns with. Not for the method
            threshold.
        confirm_runs: More runs of the same code; when left out those before it of the same commit, branch and
            environment. Not for the method threshold.
        false_discovery_rate: The share of the regressions that may be false. Not for the method threshold.
        """
        return self._call("check", {"run_id": run_id, "run": run, "baseline": baseline, "baseline_run": baseline_run, "threshold": threshold, "method": method, "base_branch": base_branch, "fork_point": fork_point, "confirm_runs": confirm_runs, "false_discovery_rate": false_discovery_rate})

    def explain_policy(self, point, metric, *, tags=None):
        """Which of the policies in config.json holds for a metric of a point, and what it demands.

        point: The point's name; no run need have it.
        metric: The metric's name.
        tags: All tags of the point.
        """
        return self._call("explainPolicy", {"point": point, "metric": metric, "tags": tags})

    explainPolicy = explain_policy

    def suggest_policies(self, branch=None, *, n_runs=None, point=None, metric=None):
        """Which changes of each metric a check by history could see in the noise of earlier runs, and the policies
        that follow.

        branch: The branch whose runs are looked at; the newest run's when left out.
        n_runs: How many of its newest runs, of one environment.
        point: Only points of this name.
        metric: Only this metric.
        """
        return self._call("suggestPolicies", {"branch": branch, "n_runs": n_runs, "point": point, "metric": metric})

    suggestPolicies = suggest_policies

    def trend(self, metric, point, *, tags=None, n_runs=None, branch=None):
        """The values of a metric of a point, one a run that has it, oldest first.

        metric: The metric's name.
        point: The point's name.
        tags: Tags that the point must have; it may have more.
        n_runs: How many of the newest runs that have the metric; all when left out.
        branch: Only runs of this branch.
        """
        return self._call("trend", {"metric": metric, "point": point, "tags": tags, "n_runs": n_runs, "branch": branch})

    def summary(self, run_id=None, *, run=None):
        """What a run measured, by scenario.

        run_id: The run; "latest", the newest, when left out.
        run: The run itself, in place of run_id.
        """
        return self._call("summary", {"run_id": run_id, "run": run})

    def rank(self, metric, *, run_id=None, run=None, group_by_tag=None):
        """Ranks the frameworks, or the values of another tag, of a run by a metric, best first.

        metric: The metric's name.
        run_id: The run; "latest", the newest, when left out.
        run: The run itself, in place of run_id.
        group_by_tag: The tag whose values are ranked; a point without it goes by its name.
        """
        return self._call("rank", {"metric": metric, "run_id": run_id, "run": run, "group_by_tag": group_by_tag})

    def aggregate_score(self, weights, *, run_id=None, run=None):
        """Weighted scores, from 0 to 1, of the frameworks of a run over several metrics.

        weights: The weight of each metric; they are divided by their sum.
        run_id: The run; "latest", the newest, when left out.
        run: The run itself, in place of run_id.
        """
        return self._call("aggregateScore", {"weights": weights, "run_id": run_id, "run": run})

    aggregateScore = aggregate_score

    def compare(self, runs, *, metrics=None):
        """Compares runs with each other, metric by metric and over all metrics.

        runs: The runs by label, at least two: each an identifier or a document.
        metrics: Which metrics; all that some run has when left out.
        """
        return self._call("compare", {"runs": runs, "metrics": metrics})

    def summarize(self, samples=None, *, metric=None, point=None, tags=None, n_runs=None, branch=None, confidence=None, resamples=None, seed=None, method=None):
        """Where samples, or the values of a metric through the runs, lie, how far they are spread, and a confidence
        interval of their mean by the bootstrap.

        samples: The samples, at least one.
        metric: In place of samples: the metric whose values through the runs they are.
        point: The metric's point.
        tags: Tags that the point must have; it may have more.
        n_runs: How many of the newest runs that have the metric; all when left out.
        branch: Only runs of this branch.
        confidence: How often the confidence interval covers the mean.
        resamples: How many resamples the bootstrap draws.
        seed: What they are drawn by: the same seed and samples give the same interval everywhere.
        method: How the interval follows from the means of the resamples: between two percentiles, or corrected for
            bias and skewness.
        """
        return self._call("summarize", {"samples": samples, "metric": metric, "point": point, "tags": tags, "n_runs": n_runs, "branch": branch, "confidence": confidence, "resamples": resamples, "seed": seed, "method": method})

    def outliers(self, samples, *, threshold=None):
        """The samples that lie far from the median: whose modified z-score, 0.6745 |x - median| / MAD, exceeds a
        threshold.

        samples: The samples; of fewer than three none is an outlier.
        threshold: The largest modified z-score that is no outlier.
        """
        return self._call("outliers", {"samples": samples, "threshold": threshold})

    def significance(self, a, b, test, *, alpha=None):
        """Tests, two-sided, whether two samples differ, and says how much.

        a: One sample.
        b: The other; for wilcoxon the partner of each number of a.
        test: The test: of means, of which sample is larger more often, or of pairs.
        alpha: The level: the difference is significant when p_value is below.
        """
        return self._call("significance", {"a": a, "b": b, "test": test, "alpha": alpha})

    def scaling_fit(self, sizes, values):
        """Fits value = coefficient × size^exponent, by least squares on the logarithms, and names the complexity
        class.

        sizes: The sizes. Where size or value is not above 0 the pair is left out.
        values: What was measured at each size.
        """
        return self._call("scalingFit", {"sizes": sizes, "values": values})

    scalingFit = scaling_fit

    def pareto_front(self, metrics, *, run_id=None, run=None):
        """The points of a run that no other beats: at least as good in every metric, and better in one.

        metrics: The metrics' names, at least one; a point without one of them is left out.
        run_id: The run; "latest", the newest, when left out.
        run: The run itself, in place of run_id.
        """
        return self._call("paretoFront", {"metrics": metrics, "run_id": run_id, "run": run})

    paretoFront = pareto_front

    def change_points(self, values=None, *, metric=None, point=None, tags=None, n_runs=None, branch=None, method=None, kinds=None):
        """Where numbers, or the values of a metric through the runs, change for good, for a moment, or in their
        noise.

        values: The numbers, oldest first.
        metric: In place of values: the metric whose values through the runs they are.
        point: The metric's point.
        tags: Tags that the point must have; it may have more.
        n_runs: How many of the newest runs that have the metric; all when left out.
        branch: Only runs of this branch.
        method: How they are found: robust is ours, which knows of spikes, autocorrelation and changes of noise; the
            others find shifts only: otava as Apache Otava does, pelt by exact least squares.
        kinds: The kinds that are wanted; all when left out.
        """
        return self._call("changePoints", {"values": values, "metric": metric, "point": point, "tags": tags, "n_runs": n_runs, "branch": branch, "method": method, "kinds": kinds})

    changePoints = change_points

    def validate(self, values, *, validator=None, params=None, rules=None, x=None):
        """Flags the values of a curve that are regressions, outliers or out of range, and says what to draw over
        its plot.

        values: The values, in the order of their x; null where none was measured.
        validator: The validator; schemas/validate.NAME.json lists the parameters of each.
        params: The parameters of the validator.
        rules: In place of validator and params: several, each with its name; a value is good when none flags it.
        x: Where each value is on the x-axis: numbers, as seconds since 1970, or strings; without, nothing is drawn.
        """
        return self._call("validate", {"values": values, "validator": validator, "params": params, "rules": rules, "x": x})

    def start_execution(self, pipeline_name, *, execution_id=None, tags=None, metadata=None):
        """Begins an execution. Again, with the same id, it is a sign that the execution lives.

        pipeline_name: What is executed.
        execution_id: Its identifier; the server makes one when left out.
        tags: What tells it from others.
        metadata: What else is known of it.
        """
        return self._call("startExecution", {"pipeline_name": pipeline_name, "execution_id": execution_id, "tags": tags, "metadata": metadata})

    startExecution = start_execution

    def finish_execution(self, execution_id, success, *, execution_time=None, metadata=None):
        """Ends an execution, and answers with what is known of it.

        execution_id: Its identifier.
        success: Whether it ended well.
        execution_time: Seconds it took; measured by the server when left out.
        metadata: What is known of it now, overlaid on what was known at its start.
        """
        return self._call("finishExecution", {"execution_id": execution_id, "success": success, "execution_time": execution_time, "metadata": metadata})

    finishExecution = finish_execution

    def list_executions(self, execution_id=None, *, pipeline_name=None, state=None, tags=None, since=None, limit=None, cursor=None):
        """The executions, the latest first, a part at a time.

        execution_id: Only this one.
        pipeline_name: Only executions of this pipeline.
        state: Only executions that stand so.
        tags: Only executions that have these tags.
        since: Only executions that began at or after this moment, ISO 8601.
        limit: How many at most.
        cursor: Where to go on: the next_cursor of the part before.
        """
        return self._call("listExecutions", {"execution_id": execution_id, "pipeline_name": pipeline_name, "state": state, "tags": tags, "since": since, "limit": limit, "cursor": cursor})

    listExecutions = list_executions

    def record_execution(self, pipeline_name, execution_time, success, *, metadata=None):
        """Records an execution that has ended: its time and whether it succeeded count for the health of its
        pipeline.

        pipeline_name: What was executed.
        execution_time: How long it took, seconds.
        success: Whether it did what it should.
        metadata: What else is known of it; alerts that it raises tell it.
        """
        return self._call("recordExecution", {"pipeline_name": pipeline_name, "execution_time": execution_time, "success": success, "metadata": metadata})

    recordExecution = record_execution

    def set_performance_baseline(self, metric_name, baseline_value):
        """Says how long the executions of a pipeline should take; over 20 % more raises an alert.

        metric_name: The pipeline; _latency or _time may stand behind its name.
        baseline_value: How long an execution should take, seconds.
        """
        return self._call("setPerformanceBaseline", {"metric_name": metric_name, "baseline_value": baseline_value})

    setPerformanceBaseline = set_performance_baseline

    def health_report(self, pipelines=None):
        """How well pipelines do: rates and times of their last 1,000 executions, and what follows.

        pipelines: The pipelines to tell of; all when left out.
        """
        return self._call("healthReport", {"pipelines": pipelines})

    healthReport = health_report

    def trigger_alert(self, message, severity, metric_name, metric_value, threshold, *, metadata=None):
        """Raises an alert. Each call raises one of its own, which stays until it is cleared.

        message: What is the matter, a sentence.
        severity: How bad it is.
        metric_name: The metric it is about.
        metric_value: The metric's value.
        threshold: What the value is held against.
        metadata: What else is known.
        """
        return self._call("triggerAlert", {"message": message, "severity": severity, "metric_name": metric_name, "metric_value": metric_value, "threshold": threshold, "metadata": metadata})

    triggerAlert = trigger_alert

    def list_alerts(self, count=None, *, severity=None, metric_name=None, state=None, since=None):
        """The alerts, the latest first.

        count: How many at most.
        severity: Only alerts of this severity.
        metric_name: Only alerts about this metric.
        state: Only alerts that stand so; every state when left out.
        since: Only alerts that were raised at or after this moment, ISO 8601.
        """
        return self._call("listAlerts", {"count": count, "severity": severity, "metric_name": metric_name, "state": state, "since": since})

    listAlerts = list_alerts

    def acknowledge_alert(self, alert_id):
        """Says that somebody knows of an alert, until it becomes worse or is resolved.

        alert_id: The alert's identifier.
        """
        return self._call("acknowledgeAlert", {"alert_id": alert_id})

    acknowledgeAlert = acknowledge_alert

    def clear_alerts(self):
        """Forgets all alerts. A threshold that is violated still raises a new one."""
        return self._call("clearAlerts", {})

    clearAlerts = clear_alerts

    def set_threshold(self, metric_name, *, threshold=None, when=None, severity=None, for_seconds=None):
        """Holds a metric against a threshold from now on, in place of the one of the same metric and kind.

        metric_name: The metric: a key that is recorded, a metric of runs, or a source of the monitor as
            cpu_percent.
        threshold: The value that is still good; needed unless when is absent.
        when: What violates it: a value above it, one below it, one that is worse by the metric's direction; or
            absent, no value for for_seconds.
        severity: How bad a violation is; when left out, by value/threshold (for below threshold/value): over 2
            critical, over 1.5 error, over 1.2 warning, else info; absent is an error.
        for_seconds: Seconds that the violation lasts before it is told.
        """
        return self._call("setThreshold", {"metric_name": metric_name, "threshold": threshold, "when": when, "severity": severity, "for_seconds": for_seconds})

    setThreshold = set_threshold

    def remove_threshold(self, metric_name, *, when=None):
        """Takes thresholds of a metric away; the alerts that they have raised are resolved.

        metric_name: The metric.
        when: The kind of threshold; all of the metric when left out.
        """
        return self._call("removeThreshold", {"metric_name": metric_name, "when": when})

    removeThreshold = remove_threshold

    def start_monitoring(self, interval=None):
        """Has the server look at what it, its host, disk and GPUs use, every so many seconds, also after a restart.

        interval: Seconds between two looks.
        """
        return self._call("startMonitoring", {"interval": interval})

    startMonitoring = start_monitoring

    def stop_monitoring(self):
        """Has the server look at its sources no more. What is recorded or ingested is still held against
        thresholds."""
        return self._call("stopMonitoring", {})

    stopMonitoring = stop_monitoring

    def monitoring_summary(self):
        """The thresholds, how many alerts there are, and the latest values of what is monitored."""
        return self._call("monitoringSummary", {})

    monitoringSummary = monitoring_summary

    def define_metric(self, key, *, execution_id=None, group=None, scale=None, throttle=None):
        """Names a series of an execution, says how it is shown, and answers with its handle.

        key: The metric's key.
        execution_id: The execution; the always-open "default" when left out.
        group: The chart it belongs to; one of its own when left out.
        scale: Its y-axis.
        throttle: Samples a second that its clients send at most; all when left out.
        """
        return self._call("defineMetric", {"key": key, "execution_id": execution_id, "group": group, "scale": scale, "throttle": throttle})

    defineMetric = define_metric

    def record(self, series=None, *, points=None, execution_id=None, key=None, value=None, at=None, samples=None, producer=None, seq=None):
        """Records samples: points of a series, one value of a metric, or samples of several; all of them or none.

        series: The handle of a series, as defineMetric answered it.
        points: Its samples, [at, value] each.
        execution_id: The execution of key; the always-open "default" when left out.
        key: The metric's key; it is defined by its first sample unless defineMetric did.
        value: The value, a finite number.
        at: The x-value; seconds since the execution's start (Unix seconds in "default") if left out.
        samples: Samples of several series.
        producer: A name of the recording process that no other has; needs seq.
        seq: The number of the first sample here; the producer counts all its samples from 1.
        """
        return self._call("record", {"series": series, "points": points, "execution_id": execution_id, "key": key, "value": value, "at": at, "samples": samples, "producer": producer, "seq": seq})

    def list_series(self, execution_id=None, *, keys=None, limit=None, cursor=None):
        """The series, in the order they were defined, a part at a time.

        execution_id: Only series of this execution.
        keys: Only series with one of these keys.
        limit: How many at most.
        cursor: Where to go on: the next_cursor of the part before.
        """
        return self._call("listSeries", {"execution_id": execution_id, "keys": keys, "limit": limit, "cursor": cursor})

    listSeries = list_series

    def query_series(self, series=None, *, execution_id=None, key=None, from_=None, to=None, max_points=None, order=None):
        """The samples of a series, ordered by x, reduced to what a chart can show when asked.

        series: The handle of the series.
        execution_id: The execution of key; "default" when left out.
        key: The metric's key.
        from_: The smallest x.
        to: The largest x.
        max_points: How many samples at most: more are reduced to the first, last, smallest and largest of equal
            parts of x.
        order: By x, or as they were recorded.
        """
        return self._call("querySeries", {"series": series, "execution_id": execution_id, "key": key, "from": from_, "to": to, "max_points": max_points, "order": order})

    querySeries = query_series

    def prune_series(self, max_age=None, *, max_bytes=None, dry_run=None):
        """Removes the oldest segments of recorded samples, by age or size; tells first what would go.

        max_age: Seconds for which a segment is kept after its last sample.
        max_bytes: Bytes that all segments together may take; the oldest go first.
        dry_run: Whether only to tell what would be removed.
        """
        return self._call("pruneSeries", {"max_age": max_age, "max_bytes": max_bytes, "dry_run": dry_run})

    pruneSeries = prune_series

    def set_benchmark(self, name, configuration, *, configuration_file=None, collected_at=None, host=None, commit=None, files=None, messages=None, judgements=None):
        """Stores the configuration of a benchmark, and what was to be known when its results were collected, in
        place of what it was.

        name: Its key: the name of its points.
        configuration: Its configuration, without credentials.
        configuration_file: The file that the configuration was in, as whoever collected named it.
        collected_at: When its results were last collected, UTC; empty where never.
        host: What they were collected from, without credentials.
        commit: The commit of the source that they are of.
        files: The result files that runs were made of.
        messages: What was to be known then.
        judgements: What validators of the operator's own said of its curves then.
        """
        return self._call("setBenchmark", {"name": name, "configuration": configuration, "configuration_file": configuration_file, "collected_at": collected_at, "host": host, "commit": commit, "files": files, "messages": messages, "judgements": judgements})

    setBenchmark = set_benchmark

    def get_benchmark(self, name):
        """A benchmark as it was stored: its configuration, and what was collected for it.

        name: The benchmark's key.
        """
        return self._call("getBenchmark", {"name": name})

    getBenchmark = get_benchmark

    def delete_benchmark(self, name):
        """Takes the configuration of a benchmark away; its runs stay.

        name: The benchmark's key.
        """
        return self._call("deleteBenchmark", {"name": name})

    deleteBenchmark = delete_benchmark

    def benchmark_overview(self):
        """The benchmarks with when they ran, how often, and how their last runs fared."""
        return self._call("benchmarkOverview", {})

    benchmarkOverview = benchmark_overview

    def benchmark(self, name, *, points=None):
        """The tables of a benchmark with the status of every row, what its graphs are, and its error console.

        name: The benchmark's key.
        points: Whether with every point, its values and status.
        """
        return self._call("benchmark", {"name": name, "points": points})

    def figure(self, name, *, tab=None, plot=None, row=None, from_=None, to=None, max_points=None):
        """A plot of a benchmark for a row of its table, in Plotly's figure format, with what validators draw.

        name: The benchmark's key.
        tab: The tab; empty where the benchmark has none.
        plot: The plot, by its place among all plots of the tab, from 0.
        row: The row of the table, by its id; without one the figure has no points.
        from_: The smallest x as the figure has it; the nearest point beyond it is there too, for its line.
        to: The largest x as the figure has it; the nearest point beyond it is there too.
        max_points: How many points of a curve with one status at most, besides those beyond from and to: more are
            reduced to the first, last, smallest and largest of equal parts of x, and layout.meta.reduced is true.
            Categories are never reduced.
        """
        return self._call("figure", {"name": name, "tab": tab, "plot": plot, "row": row, "from": from_, "to": to, "max_points": max_points})


class AsyncMethods(Methods):
    """The same, to be awaited."""
