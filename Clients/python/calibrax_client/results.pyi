"""Made by generate.py from Protocol/openrpc.json."""

from typing import Any, Dict, List, Literal, Optional, Union

from typing_extensions import NotRequired, TypedDict

ServerInfoResultLimits = TypedDict("ServerInfoResultLimits", {
    "line_bytes": int,
    "depth": int,
    "values": int,
    "batch": int,
    "pending": int,
    "connections": int,
    "answer_bytes": int,
    "output_soft_bytes": int,
    "output_hard_bytes": int,
    "stall_seconds": int,
})
ServerInfoResultDurability = TypedDict("ServerInfoResultDurability", {
    "runs": str,
    "executions": str,
    "samples": str,
})
ServerInfoResultStoreDamaged = TypedDict("ServerInfoResultStoreDamaged", {
    "file": str,
    "reason": str,
})
ServerInfoResultStore = TypedDict("ServerInfoResultStore", {
    "path": str,
    "runs": int,
    "baselines": int,
    "executions": int,
    "series": int,
    "damaged": List[ServerInfoResultStoreDamaged],
})
ServerInfoResultConnections = TypedDict("ServerInfoResultConnections", {
    "open": int,
    "accepted": int,
    "dropped": int,
})
ServerInfoResultAlertHandlers = TypedDict("ServerInfoResultAlertHandlers", {
    "name": str,
    "type": Literal["log", "webhook", "command"],
    "delivered": int,
    "waiting": int,
    "failures": int,
    "dead_letters": int,
    "last_error": NotRequired[Optional[str]],
})
ServerInfoResultMethods = TypedDict("ServerInfoResultMethods", {
    "calls": int,
    "errors": int,
})
ServerInfoResult = TypedDict("ServerInfoResult", {
    "name": str,
    "version": str,
    "protocol_version": str,
    "pid": int,
    "uptime_seconds": int,
    "limits": ServerInfoResultLimits,
    "durability": ServerInfoResultDurability,
    "store": ServerInfoResultStore,
    "connections": ServerInfoResultConnections,
    "alert_handlers": NotRequired[List[ServerInfoResultAlertHandlers]],
    "methods": Dict[str, ServerInfoResultMethods],
})
AuthenticateResult = TypedDict("AuthenticateResult", {
    "role": Literal["reader", "writer"],
})
IngestResultRuns = TypedDict("IngestResultRuns", {
    "run_id": str,
    "points": int,
    "created": bool,
})
IngestResultFailures = TypedDict("IngestResultFailures", {
    "point_name": str,
    "tags": Dict[str, str],
    "metric": str,
    "error": str,
})
IngestResultSkipped = TypedDict("IngestResultSkipped", {
    "file": str,
    "place": NotRequired[str],
    "reason": str,
})
IngestResultNotes = TypedDict("IngestResultNotes", {
    "file": str,
    "place": NotRequired[str],
    "reason": str,
})
IngestResult = TypedDict("IngestResult", {
    "run_id": str,
    "points": int,
    "created": bool,
    "runs": NotRequired[Optional[List[IngestResultRuns]]],
    "failures": NotRequired[Optional[List[IngestResultFailures]]],
    "skipped": NotRequired[Optional[List[IngestResultSkipped]]],
    "notes": NotRequired[Optional[List[IngestResultNotes]]],
})
ListRunsResultRuns = TypedDict("ListRunsResultRuns", {
    "run_id": str,
    "timestamp": str,
    "commit": NotRequired[Optional[str]],
    "branch": NotRequired[Optional[str]],
    "points": int,
})
ListRunsResult = TypedDict("ListRunsResult", {
    "runs": List[ListRunsResultRuns],
    "next_cursor": NotRequired[Optional[str]],
})
GetRunResultMetricDefs = TypedDict("GetRunResultMetricDefs", {
    "name": NotRequired[str],
    "unit": NotRequired[str],
    "direction": Literal["higher", "lower", "info"],
    "group": NotRequired[str],
    "priority": NotRequired[Literal["primary", "secondary"]],
    "description": NotRequired[str],
})
GetRunResultPointsMetrics = TypedDict("GetRunResultPointsMetrics", {
    "value": Optional[float],
    "lower": NotRequired[Optional[float]],
    "upper": NotRequired[Optional[float]],
    "samples": NotRequired[Optional[List[Optional[float]]]],
})
GetRunResultPoints = TypedDict("GetRunResultPoints", {
    "name": str,
    "scenario": NotRequired[str],
    "tags": NotRequired[Dict[str, str]],
    "metrics": NotRequired[Dict[str, GetRunResultPointsMetrics]],
})
GetRunResult = TypedDict("GetRunResult", {
    "id": NotRequired[str],
    "timestamp": NotRequired[str],
    "commit": NotRequired[Optional[str]],
    "branch": NotRequired[Optional[str]],
    "environment": NotRequired[Dict[str, Any]],
    "metadata": NotRequired[Dict[str, Any]],
    "metric_defs": NotRequired[Dict[str, GetRunResultMetricDefs]],
    "points": NotRequired[List[GetRunResultPoints]],
})
SetBaselineResult = TypedDict("SetBaselineResult", {
    "name": str,
    "run_id": str,
    "previous_run_id": NotRequired[Optional[str]],
})
GetBaselineResultMetricDefs = TypedDict("GetBaselineResultMetricDefs", {
    "name": NotRequired[str],
    "unit": NotRequired[str],
    "direction": Literal["higher", "lower", "info"],
    "group": NotRequired[str],
    "priority": NotRequired[Literal["primary", "secondary"]],
    "description": NotRequired[str],
})
GetBaselineResultPointsMetrics = TypedDict("GetBaselineResultPointsMetrics", {
    "value": Optional[float],
    "lower": NotRequired[Optional[float]],
    "upper": NotRequired[Optional[float]],
    "samples": NotRequired[Optional[List[Optional[float]]]],
})
GetBaselineResultPoints = TypedDict("GetBaselineResultPoints", {
    "name": str,
    "scenario": NotRequired[str],
    "tags": NotRequired[Dict[str, str]],
    "metrics": NotRequired[Dict[str, GetBaselineResultPointsMetrics]],
})
GetBaselineResult = TypedDict("GetBaselineResult", {
    "id": NotRequired[str],
    "timestamp": NotRequired[str],
    "commit": NotRequired[Optional[str]],
    "branch": NotRequired[Optional[str]],
    "environment": NotRequired[Dict[str, Any]],
    "metadata": NotRequired[Dict[str, Any]],
    "metric_defs": NotRequired[Dict[str, GetBaselineResultMetricDefs]],
    "points": NotRequired[List[GetBaselineResultPoints]],
})
ListBaselinesResultBaselines = TypedDict("ListBaselinesResultBaselines", {
    "name": str,
    "run_id": str,
    "timestamp": str,
    "commit": NotRequired[Optional[str]],
    "branch": NotRequired[Optional[str]],
    "points": int,
    "set_at": NotRequired[Optional[str]],
    "reason": NotRequired[Optional[str]],
    "by": NotRequired[Optional[str]],
    "fork_of": NotRequired[Optional[str]],
    "fork_point": NotRequired[Optional[str]],
})
ListBaselinesResult = TypedDict("ListBaselinesResult", {
    "baselines": List[ListBaselinesResultBaselines],
})
BaselineHistoryResultEntries = TypedDict("BaselineHistoryResultEntries", {
    "set_at": str,
    "name": str,
    "run_id": str,
    "previous_run_id": NotRequired[Optional[str]],
    "reason": NotRequired[Optional[str]],
    "by": NotRequired[Optional[str]],
    "fork_of": NotRequired[Optional[str]],
    "fork_point": NotRequired[Optional[str]],
    "commit": NotRequired[Optional[str]],
    "branch": NotRequired[Optional[str]],
})
BaselineHistoryResult = TypedDict("BaselineHistoryResult", {
    "entries": List[BaselineHistoryResultEntries],
    "damaged_lines": int,
})
CheckResultRegressions = TypedDict("CheckResultRegressions", {
    "metric": str,
    "point_name": str,
    "tags": Dict[str, str],
    "baseline_value": float,
    "current_value": float,
    "delta_pct": Optional[float],
    "direction": Literal["higher", "lower", "info"],
})
CheckResultImprovements = TypedDict("CheckResultImprovements", {
    "metric": str,
    "point_name": str,
    "tags": Dict[str, str],
    "baseline_value": float,
    "current_value": float,
    "delta_pct": Optional[float],
    "direction": Literal["higher", "lower", "info"],
})
CheckResultOnlyInCurrent = TypedDict("CheckResultOnlyInCurrent", {
    "point_name": str,
    "tags": Dict[str, str],
})
CheckResultOnlyInBaseline = TypedDict("CheckResultOnlyInBaseline", {
    "point_name": str,
    "tags": Dict[str, str],
})
CheckResultSkipped = TypedDict("CheckResultSkipped", {
    "point_name": str,
    "tags": Dict[str, str],
    "metric": str,
    "reason": Literal["undefined", "info", "missing_in_baseline", "missing_in_current", "baseline_zero", "not_finite"],
})
CheckResultVerdictsEvidence = TypedDict("CheckResultVerdictsEvidence", {
    "threshold": NotRequired[Optional[float]],
    "policy": NotRequired[Optional[int]],
    "n": NotRequired[Optional[int]],
    "level_n": NotRequired[Optional[int]],
    "level_since": NotRequired[Optional[str]],
    "level_change": NotRequired[Optional[float]],
    "doubted": NotRequired[Optional[int]],
    "contenders": NotRequired[Optional[List[float]]],
    "noise": NotRequired[Optional[float]],
    "bound": NotRequired[Optional[float]],
    "detectable": NotRequired[Optional[float]],
    "p_value": NotRequired[Optional[float]],
    "effect_lower": NotRequired[Optional[float]],
    "effect_upper": NotRequired[Optional[float]],
    "confirmations_needed": NotRequired[Optional[int]],
    "reason": NotRequired[Optional[str]],
})
CheckResultVerdicts = TypedDict("CheckResultVerdicts", {
    "point_name": str,
    "tags": Dict[str, str],
    "metric": str,
    "verdict": Literal["pass", "regressed", "improved", "unconfirmed", "noisy", "insufficient", "incomparable", "missing", "new"],
    "method": Literal["threshold", "history", "paired", "auto"],
    "direction": Literal["higher", "lower", "info"],
    "baseline_value": NotRequired[Optional[float]],
    "current_value": NotRequired[Optional[float]],
    "delta_pct": NotRequired[Optional[float]],
    "evidence": CheckResultVerdictsEvidence,
})
CheckResultBase = TypedDict("CheckResultBase", {
    "branch": NotRequired[Optional[str]],
    "fork_point": NotRequired[Optional[str]],
    "fork_point_found": NotRequired[Optional[bool]],
    "runs": int,
    "other_environments": int,
    "newest": NotRequired[Optional[str]],
    "accepted": NotRequired[Optional[str]],
    "contenders": List[str],
    "turns": NotRequired[Optional[List[str]]],
})
CheckResultSlos = TypedDict("CheckResultSlos", {
    "name": str,
    "slo_metric_key": str,
    "metric": str,
    "unit": NotRequired[Optional[str]],
    "percentile": float,
    "threshold": float,
    "observed_value": Optional[float],
    "met": bool,
    "lower_is_better": bool,
    "point_name": NotRequired[Optional[str]],
    "scenario": str,
    "tags": Dict[str, str],
    "count": int,
    "reason": NotRequired[Optional[Literal["no_samples", "not_measured"]]],
})
CheckResult = TypedDict("CheckResult", {
    "passed": bool,
    "compared": int,
    "regressions": List[CheckResultRegressions],
    "improvements": List[CheckResultImprovements],
    "only_in_current": List[CheckResultOnlyInCurrent],
    "only_in_baseline": List[CheckResultOnlyInBaseline],
    "skipped": List[CheckResultSkipped],
    "baseline_id": str,
    "current_id": str,
    "threshold": float,
    "method": Literal["threshold", "history", "paired", "auto"],
    "verdicts": List[CheckResultVerdicts],
    "false_discovery_rate": NotRequired[Optional[float]],
    "base": NotRequired[Optional[CheckResultBase]],
    "slos": NotRequired[Optional[List[CheckResultSlos]]],
    "all_slos_met": NotRequired[Optional[bool]],
})
ExplainPolicyResultPolicy = TypedDict("ExplainPolicyResultPolicy", {
    "point": NotRequired[str],
    "metric": NotRequired[str],
    "tags": NotRequired[Dict[str, str]],
    "threshold": NotRequired[float],
    "method": NotRequired[Optional[Literal["threshold", "history", "paired", "auto"]]],
    "confirmations": NotRequired[int],
    "min_runs": NotRequired[int],
    "max_runs": NotRequired[int],
    "level": NotRequired[float],
    "allow_missing": NotRequired[bool],
    "ignore": NotRequired[bool],
    "reason": NotRequired[Optional[str]],
})
ExplainPolicyResultRules = TypedDict("ExplainPolicyResultRules", {
    "rule": int,
    "point": str,
    "metric": str,
    "tags": Dict[str, str],
    "outcome": Literal["holds", "hidden", "mismatch"],
    "mismatches": List[Literal["point", "metric", "tags"]],
})
ExplainPolicyResult = TypedDict("ExplainPolicyResult", {
    "policy": ExplainPolicyResultPolicy,
    "rule": NotRequired[Optional[int]],
    "rules": List[ExplainPolicyResultRules],
})
SuggestPoliciesResultSuggestions = TypedDict("SuggestPoliciesResultSuggestions", {
    "point_name": str,
    "metric": str,
    "tags": Dict[str, str],
    "points": int,
    "rule": NotRequired[Optional[int]],
    "present_threshold": float,
    "n": int,
    "level_n": int,
    "noise": NotRequired[Optional[float]],
    "detectable": NotRequired[Optional[float]],
    "judged": int,
    "false_alarm_rate": NotRequired[Optional[float]],
    "threshold": NotRequired[Optional[float]],
    "reason": NotRequired[Optional[str]],
})
SuggestPoliciesResultPolicies = TypedDict("SuggestPoliciesResultPolicies", {
    "point": NotRequired[str],
    "metric": NotRequired[str],
    "tags": NotRequired[Dict[str, str]],
    "threshold": NotRequired[float],
    "method": NotRequired[Optional[Literal["threshold", "history", "paired", "auto"]]],
    "confirmations": NotRequired[int],
    "min_runs": NotRequired[int],
    "max_runs": NotRequired[int],
    "level": NotRequired[float],
    "allow_missing": NotRequired[bool],
    "ignore": NotRequired[bool],
    "reason": NotRequired[Optional[str]],
})
SuggestPoliciesResult = TypedDict("SuggestPoliciesResult", {
    "branch": NotRequired[Optional[str]],
    "runs": int,
    "other_environments": int,
    "newest": NotRequired[Optional[str]],
    "suggestions": List[SuggestPoliciesResultSuggestions],
    "policies": List[SuggestPoliciesResultPolicies],
})
TrendResultPoints = TypedDict("TrendResultPoints", {
    "run_id": str,
    "timestamp": str,
    "value": float,
    "commit": NotRequired[Optional[str]],
    "lower": NotRequired[Optional[float]],
    "upper": NotRequired[Optional[float]],
})
TrendResult = TypedDict("TrendResult", {
    "metric": str,
    "point_name": str,
    "tags": Dict[str, str],
    "points": List[TrendResultPoints],
})
SummaryResultScenariosPoints = TypedDict("SummaryResultScenariosPoints", {
    "label": str,
    "point_name": str,
    "tags": Dict[str, str],
    "metrics": Dict[str, Optional[float]],
})
SummaryResultScenarios = TypedDict("SummaryResultScenarios", {
    "scenario": str,
    "points": List[SummaryResultScenariosPoints],
})
SummaryResultMetricDefs = TypedDict("SummaryResultMetricDefs", {
    "name": NotRequired[str],
    "unit": NotRequired[str],
    "direction": Literal["higher", "lower", "info"],
    "group": NotRequired[str],
    "priority": NotRequired[Literal["primary", "secondary"]],
    "description": NotRequired[str],
})
SummaryResultSlos = TypedDict("SummaryResultSlos", {
    "name": str,
    "slo_metric_key": str,
    "metric": str,
    "unit": NotRequired[Optional[str]],
    "percentile": float,
    "threshold": float,
    "observed_value": Optional[float],
    "met": bool,
    "lower_is_better": bool,
    "point_name": NotRequired[Optional[str]],
    "scenario": str,
    "tags": Dict[str, str],
    "count": int,
    "reason": NotRequired[Optional[Literal["no_samples", "not_measured"]]],
})
SummaryResult = TypedDict("SummaryResult", {
    "run_id": str,
    "timestamp": str,
    "commit": NotRequired[Optional[str]],
    "branch": NotRequired[Optional[str]],
    "points": int,
    "scenarios": List[SummaryResultScenarios],
    "metric_defs": Dict[str, SummaryResultMetricDefs],
    "slos": NotRequired[Optional[List[SummaryResultSlos]]],
    "all_slos_met": NotRequired[Optional[bool]],
    "slos_problem": NotRequired[Optional[str]],
})
RankResultEntries = TypedDict("RankResultEntries", {
    "label": str,
    "value": float,
    "rank": int,
    "is_best": bool,
    "delta_from_best": float,
})
RankResult = TypedDict("RankResult", {
    "entries": List[RankResultEntries],
})
AggregateScoreResult = TypedDict("AggregateScoreResult", {
    "scores": Dict[str, float],
})
CompareResultMetricComparisonsRankings = TypedDict("CompareResultMetricComparisonsRankings", {
    "label": str,
    "value": float,
    "rank": int,
    "is_best": bool,
    "delta_from_best": float,
})
CompareResultMetricComparisons = TypedDict("CompareResultMetricComparisons", {
    "metric_name": str,
    "values": Dict[str, float],
    "rankings": List[CompareResultMetricComparisonsRankings],
    "best_label": str,
    "improvement_factors": Dict[str, Optional[float]],
})
CompareResult = TypedDict("CompareResult", {
    "name": str,
    "labels_compared": List[str],
    "metric_comparisons": List[CompareResultMetricComparisons],
    "winner_by_metric": Dict[str, str],
    "overall_winner": str,
})
SummarizeResult = TypedDict("SummarizeResult", {
    "mean": float,
    "median": float,
    "std": float,
    "min": float,
    "max": float,
    "cv": float,
    "ci_lower": float,
    "ci_upper": float,
    "n": int,
    "is_stable": bool,
})
OutliersResult = TypedDict("OutliersResult", {
    "indices": List[int],
})
SignificanceResult = TypedDict("SignificanceResult", {
    "statistic": Optional[float],
    "p_value": float,
    "effect_size": float,
    "significant": bool,
    "method": Literal["welch_t_test", "mann_whitney_u", "wilcoxon"],
})
ScalingFitResult = TypedDict("ScalingFitResult", {
    "coefficient": float,
    "exponent": float,
    "r_squared": float,
    "complexity": str,
})
ParetoFrontResultPointsMetrics = TypedDict("ParetoFrontResultPointsMetrics", {
    "value": Optional[float],
    "lower": NotRequired[Optional[float]],
    "upper": NotRequired[Optional[float]],
    "samples": NotRequired[Optional[List[Optional[float]]]],
})
ParetoFrontResultPoints = TypedDict("ParetoFrontResultPoints", {
    "name": str,
    "scenario": NotRequired[str],
    "tags": NotRequired[Dict[str, str]],
    "metrics": NotRequired[Dict[str, ParetoFrontResultPointsMetrics]],
})
ParetoFrontResult = TypedDict("ParetoFrontResult", {
    "points": List[ParetoFrontResultPoints],
})
ChangePointsResultChangePoints = TypedDict("ChangePointsResultChangePoints", {
    "index": int,
    "run_id": NotRequired[Optional[str]],
    "kind": Literal["shift", "spike", "noise_changed"],
    "before": float,
    "after": float,
    "effect": Optional[float],
    "effect_lower": NotRequired[Optional[float]],
    "effect_upper": NotRequired[Optional[float]],
    "p_value": float,
    "count_before": int,
    "count_after": int,
})
ChangePointsResult = TypedDict("ChangePointsResult", {
    "change_points": List[ChangePointsResultChangePoints],
    "n": int,
})
ValidateResultRules = TypedDict("ValidateResultRules", {
    "name": str,
    "flagged": List[int],
})
ValidateResultLayoutRects = TypedDict("ValidateResultLayoutRects", {
    "x0": Union[float, str],
    "x1": Union[float, str],
    "fill": str,
})
ValidateResultLayoutLines = TypedDict("ValidateResultLayoutLines", {
    "x0": Union[float, str],
    "x1": Union[float, str],
    "y0": float,
    "y1": float,
    "xref": Literal["x", "paper"],
    "color": str,
    "width": float,
    "dash": Literal["solid", "dot", "dash"],
})
ValidateResultLayoutArrows = TypedDict("ValidateResultLayoutArrows", {
    "x": Union[float, str],
    "y": float,
    "ax": Union[float, str],
    "ay": float,
    "color": str,
})
ValidateResultLayoutTexts = TypedDict("ValidateResultLayoutTexts", {
    "x": Union[float, str],
    "y": float,
    "text": str,
    "color": str,
    "size": int,
    "xanchor": Literal["left", "center", "right"],
    "yanchor": Literal["top", "middle", "bottom"],
})
ValidateResultLayout = TypedDict("ValidateResultLayout", {
    "rects": List[ValidateResultLayoutRects],
    "lines": List[ValidateResultLayoutLines],
    "arrows": List[ValidateResultLayoutArrows],
    "texts": List[ValidateResultLayoutTexts],
})
ValidateResult = TypedDict("ValidateResult", {
    "ok": List[bool],
    "flagged": List[int],
    "rules": List[ValidateResultRules],
    "layout": ValidateResultLayout,
})
StartExecutionResult = TypedDict("StartExecutionResult", {
    "execution_id": str,
    "started_at": str,
    "created": bool,
})
FinishExecutionResult = TypedDict("FinishExecutionResult", {
    "execution_id": str,
    "pipeline_name": str,
    "state": Literal["running", "succeeded", "failed", "lost"],
    "started_at": str,
    "finished_at": NotRequired[Optional[str]],
    "execution_time": NotRequired[Optional[float]],
    "tags": NotRequired[Dict[str, str]],
    "metadata": NotRequired[Dict[str, Any]],
})
ListExecutionsResultExecutions = TypedDict("ListExecutionsResultExecutions", {
    "execution_id": str,
    "pipeline_name": str,
    "state": Literal["running", "succeeded", "failed", "lost"],
    "started_at": str,
    "finished_at": NotRequired[Optional[str]],
    "execution_time": NotRequired[Optional[float]],
    "tags": NotRequired[Dict[str, str]],
    "metadata": NotRequired[Dict[str, Any]],
})
ListExecutionsResult = TypedDict("ListExecutionsResult", {
    "executions": List[ListExecutionsResultExecutions],
    "next_cursor": NotRequired[Optional[int]],
})
RecordExecutionResultAlerts = TypedDict("RecordExecutionResultAlerts", {
    "alert_id": str,
    "state": Literal["firing", "acknowledged", "resolved"],
    "severity": Literal["info", "warning", "error", "critical"],
    "message": str,
    "metric_name": str,
    "metric_value": float,
    "threshold": float,
    "timestamp": str,
    "count": NotRequired[int],
    "last_value": float,
    "updated_at": str,
    "acknowledged_at": NotRequired[Optional[str]],
    "resolved_at": NotRequired[Optional[str]],
    "when": NotRequired[Optional[Literal["above", "below", "worse", "absent"]]],
    "subject": NotRequired[Optional[str]],
    "metadata": NotRequired[Dict[str, Any]],
})
RecordExecutionResult = TypedDict("RecordExecutionResult", {
    "alerts": List[RecordExecutionResultAlerts],
})
HealthReportResultPipelines = TypedDict("HealthReportResultPipelines", {
    "total_executions": int,
    "success_rate": float,
    "error_rate": float,
    "mean_execution_time": float,
    "min_execution_time": float,
    "max_execution_time": float,
    "p50_execution_time": float,
    "p95_execution_time": float,
    "p99_execution_time": float,
    "recent_execution_time": float,
    "baseline": NotRequired[Optional[float]],
    "health": Literal["healthy", "degraded", "critical"],
})
HealthReportResult = TypedDict("HealthReportResult", {
    "overall_health": Literal["healthy", "degraded", "critical"],
    "pipelines": Dict[str, HealthReportResultPipelines],
    "baselines": Dict[str, float],
    "total_executions": int,
})
TriggerAlertResult = TypedDict("TriggerAlertResult", {
    "alert_id": str,
    "state": Literal["firing", "acknowledged", "resolved"],
    "severity": Literal["info", "warning", "error", "critical"],
    "message": str,
    "metric_name": str,
    "metric_value": float,
    "threshold": float,
    "timestamp": str,
    "count": NotRequired[int],
    "last_value": float,
    "updated_at": str,
    "acknowledged_at": NotRequired[Optional[str]],
    "resolved_at": NotRequired[Optional[str]],
    "when": NotRequired[Optional[Literal["above", "below", "worse", "absent"]]],
    "subject": NotRequired[Optional[str]],
    "metadata": NotRequired[Dict[str, Any]],
})
ListAlertsResultAlerts = TypedDict("ListAlertsResultAlerts", {
    "alert_id": str,
    "state": Literal["firing", "acknowledged", "resolved"],
    "severity": Literal["info", "warning", "error", "critical"],
    "message": str,
    "metric_name": str,
    "metric_value": float,
    "threshold": float,
    "timestamp": str,
    "count": NotRequired[int],
    "last_value": float,
    "updated_at": str,
    "acknowledged_at": NotRequired[Optional[str]],
    "resolved_at": NotRequired[Optional[str]],
    "when": NotRequired[Optional[Literal["above", "below", "worse", "absent"]]],
    "subject": NotRequired[Optional[str]],
    "metadata": NotRequired[Dict[str, Any]],
})
ListAlertsResult = TypedDict("ListAlertsResult", {
    "alerts": List[ListAlertsResultAlerts],
})
AcknowledgeAlertResult = TypedDict("AcknowledgeAlertResult", {
    "alert_id": str,
    "state": Literal["firing", "acknowledged", "resolved"],
    "severity": Literal["info", "warning", "error", "critical"],
    "message": str,
    "metric_name": str,
    "metric_value": float,
    "threshold": float,
    "timestamp": str,
    "count": NotRequired[int],
    "last_value": float,
    "updated_at": str,
    "acknowledged_at": NotRequired[Optional[str]],
    "resolved_at": NotRequired[Optional[str]],
    "when": NotRequired[Optional[Literal["above", "below", "worse", "absent"]]],
    "subject": NotRequired[Optional[str]],
    "metadata": NotRequired[Dict[str, Any]],
})
MonitoringSummaryResultRules = TypedDict("MonitoringSummaryResultRules", {
    "metric_name": str,
    "threshold": NotRequired[Optional[float]],
    "when": NotRequired[Literal["above", "below", "worse", "absent"]],
    "severity": NotRequired[Optional[Literal["info", "warning", "error", "critical"]]],
    "for_seconds": NotRequired[float],
})
MonitoringSummaryResultMetricHistory = TypedDict("MonitoringSummaryResultMetricHistory", {
    "latest": float,
    "min": float,
    "max": float,
    "mean": float,
    "samples": int,
})
MonitoringSummaryResult = TypedDict("MonitoringSummaryResult", {
    "thresholds": Dict[str, float],
    "rules": List[MonitoringSummaryResultRules],
    "alert_count": int,
    "metric_history": Dict[str, MonitoringSummaryResultMetricHistory],
    "is_monitoring": bool,
    "interval": NotRequired[Optional[float]],
    "undirected": NotRequired[List[str]],
})
DefineMetricResult = TypedDict("DefineMetricResult", {
    "series": int,
})
RecordResult = TypedDict("RecordResult", {
    "accepted": int,
    "duplicates": int,
    "next_seq": NotRequired[Optional[int]],
})
ListSeriesResultSeriesGroup = TypedDict("ListSeriesResultSeriesGroup", {
    "name": str,
    "units": NotRequired[Optional[str]],
    "lower": NotRequired[Optional[float]],
    "upper": NotRequired[Optional[float]],
})
ListSeriesResultSeriesScale = TypedDict("ListSeriesResultSeriesScale", {
    "name": NotRequired[Optional[str]],
    "units": NotRequired[Optional[str]],
    "lower": NotRequired[Optional[float]],
    "upper": NotRequired[Optional[float]],
    "progress": NotRequired[bool],
})
ListSeriesResultSeries = TypedDict("ListSeriesResultSeries", {
    "series": int,
    "execution_id": str,
    "key": str,
    "group": NotRequired[Optional[ListSeriesResultSeriesGroup]],
    "scale": NotRequired[Optional[ListSeriesResultSeriesScale]],
    "throttle": NotRequired[Optional[float]],
    "count": int,
    "last": NotRequired[Optional[List[float]]],
})
ListSeriesResult = TypedDict("ListSeriesResult", {
    "series": List[ListSeriesResultSeries],
    "next_cursor": NotRequired[Optional[int]],
})
QuerySeriesResult = TypedDict("QuerySeriesResult", {
    "series": int,
    "execution_id": str,
    "key": str,
    "count": int,
    "total": int,
    "lost": int,
    "damage": NotRequired[Optional[List[str]]],
    "reduced": bool,
    "points": List[List[float]],
})
PruneSeriesResultSegments = TypedDict("PruneSeriesResultSegments", {
    "file": str,
    "bytes": int,
    "samples": int,
    "recorded_until": str,
})
PruneSeriesResult = TypedDict("PruneSeriesResult", {
    "segments": List[PruneSeriesResultSegments],
    "dry_run": bool,
})
SetBenchmarkResult = TypedDict("SetBenchmarkResult", {
    "name": str,
    "created": bool,
})
GetBenchmarkResultFiles = TypedDict("GetBenchmarkResultFiles", {
    "tab": NotRequired[str],
    "path": str,
    "run_id": str,
})
GetBenchmarkResultMessages = TypedDict("GetBenchmarkResultMessages", {
    "severity": NotRequired[Literal["info", "warning", "error", "critical"]],
    "time": NotRequired[str],
    "benchmark": NotRequired[str],
    "tab": NotRequired[str],
    "file": NotRequired[str],
    "line": NotRequired[Optional[int]],
    "message": str,
})
GetBenchmarkResultJudgementsFlagged = TypedDict("GetBenchmarkResultJudgementsFlagged", {
    "run_id": str,
    "point": int,
})
GetBenchmarkResultJudgements = TypedDict("GetBenchmarkResultJudgements", {
    "tab": NotRequired[str],
    "plot": int,
    "rule": int,
    "curve": Dict[str, str],
    "flagged": List[GetBenchmarkResultJudgementsFlagged],
    "shapes": NotRequired[List[Any]],
    "annotations": NotRequired[List[Any]],
})
GetBenchmarkResult = TypedDict("GetBenchmarkResult", {
    "name": str,
    "configuration": Any,
    "configuration_file": NotRequired[Optional[str]],
    "collected_at": NotRequired[str],
    "host": NotRequired[Optional[str]],
    "commit": NotRequired[Optional[str]],
    "files": NotRequired[List[GetBenchmarkResultFiles]],
    "messages": NotRequired[List[GetBenchmarkResultMessages]],
    "judgements": NotRequired[List[GetBenchmarkResultJudgements]],
})
BenchmarkOverviewResultBenchmarksRuns = TypedDict("BenchmarkOverviewResultBenchmarksRuns", {
    "total": int,
    "valid": int,
    "first_run": NotRequired[Optional[str]],
    "last_run": NotRequired[Optional[str]],
    "status": str,
})
BenchmarkOverviewResultBenchmarks = TypedDict("BenchmarkOverviewResultBenchmarks", {
    "name": str,
    "title": str,
    "runs": BenchmarkOverviewResultBenchmarksRuns,
    "tabs": int,
    "failed_tabs": int,
    "errors": int,
    "warnings": int,
    "collected_at": str,
})
BenchmarkOverviewResult = TypedDict("BenchmarkOverviewResult", {
    "benchmarks": List[BenchmarkOverviewResultBenchmarks],
})
BenchmarkResultRuns = TypedDict("BenchmarkResultRuns", {
    "total": int,
    "valid": int,
    "first_run": NotRequired[Optional[str]],
    "last_run": NotRequired[Optional[str]],
    "status": str,
})
BenchmarkResultTabsParameters = TypedDict("BenchmarkResultTabsParameters", {
    "metric": str,
    "type": str,
    "unit": str,
    "description": str,
})
BenchmarkResultTabsRowsRuns = TypedDict("BenchmarkResultTabsRowsRuns", {
    "total": int,
    "valid": int,
    "first_run": NotRequired[Optional[str]],
    "last_run": NotRequired[Optional[str]],
    "status": str,
})
BenchmarkResultTabsRowsValues = TypedDict("BenchmarkResultTabsRowsValues", {
    "min": float,
    "mean": float,
    "max": float,
    "last": float,
})
BenchmarkResultTabsRows = TypedDict("BenchmarkResultTabsRows", {
    "id": str,
    "parameters": Dict[str, Any],
    "runs": BenchmarkResultTabsRowsRuns,
    "values": Dict[str, BenchmarkResultTabsRowsValues],
})
BenchmarkResultTabsGraphsPlots = TypedDict("BenchmarkResultTabsGraphsPlots", {
    "plot": int,
    "x": str,
    "y": str,
    "group_by": List[str],
})
BenchmarkResultTabsGraphs = TypedDict("BenchmarkResultTabsGraphs", {
    "name": str,
    "plots": List[BenchmarkResultTabsGraphsPlots],
})
BenchmarkResultTabsPoints = TypedDict("BenchmarkResultTabsPoints", {
    "run_id": str,
    "point": int,
    "row": str,
    "time": NotRequired[Optional[str]],
    "status": Literal["S", "W", "F"],
    "values": Dict[str, Any],
})
BenchmarkResultTabs = TypedDict("BenchmarkResultTabs", {
    "name": str,
    "failed": bool,
    "parameters": List[BenchmarkResultTabsParameters],
    "rows": List[BenchmarkResultTabsRows],
    "graphs": List[BenchmarkResultTabsGraphs],
    "points": NotRequired[Optional[List[BenchmarkResultTabsPoints]]],
})
BenchmarkResultMessages = TypedDict("BenchmarkResultMessages", {
    "severity": NotRequired[Literal["info", "warning", "error", "critical"]],
    "time": NotRequired[str],
    "benchmark": NotRequired[str],
    "tab": NotRequired[str],
    "file": NotRequired[str],
    "line": NotRequired[Optional[int]],
    "message": str,
})
BenchmarkResult = TypedDict("BenchmarkResult", {
    "name": str,
    "title": str,
    "description": str,
    "runs": BenchmarkResultRuns,
    "collected_at": str,
    "host": NotRequired[Optional[str]],
    "commit": NotRequired[Optional[str]],
    "tabs": List[BenchmarkResultTabs],
    "messages": List[BenchmarkResultMessages],
})
FigureResult = TypedDict("FigureResult", {
    "data": Any,
    "layout": Any,
    "ignored": List[str],
})
PingResult = Dict[str, Any]
RpcDiscoverResult = Dict[str, Any]
DeleteRunResult = Dict[str, Any]
SetPerformanceBaselineResult = Dict[str, Any]
ClearAlertsResult = Dict[str, Any]
SetThresholdResult = Dict[str, Any]
RemoveThresholdResult = Dict[str, Any]
StartMonitoringResult = Dict[str, Any]
StopMonitoringResult = Dict[str, Any]
DeleteBenchmarkResult = Dict[str, Any]
