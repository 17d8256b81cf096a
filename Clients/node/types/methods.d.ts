// Generated from Protocol/openrpc.json by generate.js; do not edit.

/** What `ping` takes. Answers {} at once: the server lives. */
export type PingParams = Record<string, never>;

/** What `ping` answers. */
export type PingResult = Record<string, never>;

/** What `serverInfo` takes. Name, versions, uptime, limits, durability, and the store with its damaged files. */
export type ServerInfoParams = Record<string, never>;

/** What `serverInfo` answers. */
export type ServerInfoResult = {
  /** The server's name. */
  name: string;
  /** The server's version. */
  version: string;
  /** The protocol's version. */
  protocol_version: string;
  /** The server's process. */
  pid: number;
  /** Seconds since it started. */
  uptime_seconds: number;
  /** What one request, and all connections, may take. */
  limits: {
    /** Bytes of a line. */
    line_bytes: number;
    /** Containers inside one another. */
    depth: number;
    /** Values and keys in a line. */
    values: number;
    /** Requests in a batch. */
    batch: number;
    /** Unanswered requests of a connection above which it is not read. */
    pending: number;
    /** Connections at a time. */
    connections: number;
    /** Bytes of an answer. */
    answer_bytes: number;
    /** Unsent bytes above which a connection is not read. */
    output_soft_bytes: number;
    /** Unsent bytes above which a connection is closed. */
    output_hard_bytes: number;
    /** Seconds without taking its output after which it is closed. */
    stall_seconds: number;
  };
  /** When what is stored is safe. */
  durability: {
    /** When runs and baselines are safe. */
    runs: string;
    /** When executions are safe. */
    executions: string;
    /** When recorded samples are safe. */
    samples: string;
  };
  /** What the store holds, and what it cannot read. */
  store: {
    /** The data directory. */
    path: string;
    /** How many runs can be used. */
    runs: number;
    /** How many baselines can be used. */
    baselines: number;
    /** How many executions are known. */
    executions: number;
    /** How many series there are. */
    series: number;
    /** Files that cannot be used; they are kept, and tried again when they change. */
    damaged: Array<{
      /** The file, relative to the data directory. */
      file: string;
      /** What is wrong with it. */
      reason: string;
    }>;
  };
  /** The connections. */
  connections: {
    /** Open now. */
    open: number;
    /** Accepted since the start. */
    accepted: number;
    /** Closed because they did not take their output. */
    dropped: number;
  };
  /** Who is told of alerts, by config.json, and how they do. */
  alert_handlers?: Array<{
    /** What it is called. */
    name: string;
    /** How it tells. */
    type: "log" | "webhook" | "command";
    /** How many events of alerts it was told and took. */
    delivered: number;
    /** How many wait to be told. */
    waiting: number;
    /** How many attempts failed. */
    failures: number;
    /** How many events it was never told, after every retry. */
    dead_letters: number;
    /** Why the last attempt that failed did. */
    last_error?: string | null;
  }>;
  /** What was called how often since the start. */
  methods: Record<string, {
    /** Calls since the start. */
    calls: number;
    /** Calls that were answered with an error. */
    errors: number;
  }>;
};

/** What `rpc.discover` takes. The methods, their parameters, results and errors, as an OpenRPC document. */
export type RpcDiscoverParams = Record<string, never>;

/** What `rpc.discover` answers. */
export type RpcDiscoverResult = Record<string, unknown>;

/** What `authenticate` takes. Shows the server a token; from then on the connection may do what the token's role allows. */
export type AuthenticateParams = {
  /** A token of the server's token file. */
  token: string;
};

/** What `authenticate` answers. */
export type AuthenticateResult = {
  /** The token's role: a reader changes nothing, a writer may call every method. */
  role: "reader" | "writer";
};

/** What `ingest` takes. Stores a run, or what a benchmark tool wrote; when it is answered that is on the disk. The same id and content again is no error. */
export type IngestParams = {
  /** The run; id and timestamp may be left out. */
  run?: {
    /** The run's identifier; made by the server when left out. */
    id?: string;
    /** When it ran, ISO 8601; UTC unless it says otherwise. */
    timestamp?: string;
    /** The commit it measured. */
    commit?: string | null;
    /** The branch it measured. */
    branch?: string | null;
    /** The machine and software it ran on. */
    environment?: Record<string, unknown>;
    /** Anything the harness wants kept. */
    metadata?: Record<string, unknown>;
    /** How to interpret the metrics, by name. */
    metric_defs?: Record<string, {
      /** The metric's name; the key's where left out. */
      name?: string;
      /** The unit of the values. */
      unit?: string;
      /** Which way the metric improves. */
      direction: "higher" | "lower" | "info";
      /** The heading it is shown under. */
      group?: string;
      /** How prominent it is in reports. */
      priority?: "primary" | "secondary";
      /** What it measures. */
      description?: string;
      [member: string]: unknown;
    }>;
    /** What was measured. */
    points?: Array<{
      /** The benchmark and configuration, as CV-1/small. */
      name: string;
      /** The scenario the point belongs to. */
      scenario?: string;
      /** What tells points of one name apart. */
      tags?: Record<string, string>;
      /** The metrics by name. */
      metrics?: Record<string, {
        /** The measured value; null or NaN when there is none. */
        value: number | null;
        /** Lower confidence bound. */
        lower?: number | null;
        /** Upper confidence bound. */
        upper?: number | null;
        /** Raw samples in the order taken. */
        samples?: Array<number | null> | null;
        [member: string]: unknown;
      }>;
      [member: string]: unknown;
    }>;
    [member: string]: unknown;
  } | null;
  /** The format of files that hold the runs, in place of run: auto, which finds it, or the name of an adapter. */
  from?: string | null;
  /** With from: the text of each file by its name. Those of a folder have their path there. */
  files?: Record<string, string>;
  /** With from: tags that every point gets. */
  tags?: Record<string, string>;
  /** With from: the commit; what the files say when left out. */
  commit?: string | null;
  /** With from: the branch; what the files say when left out. */
  branch?: string | null;
  /** With from: when it was measured; what the files say, or else now, when left out. */
  timestamp?: string | null;
  /** With from: the machine and software; what the files say goes before it. */
  environment?: Record<string, unknown>;
  /** Whether other content of the same id is replaced. */
  replace?: boolean;
  /** The name of the baseline that is to become a copy of the run; true means "main". */
  set_baseline?: string | boolean | null;
};

/** What `ingest` answers. */
export type IngestResult = {
  /** The run's identifier; of several the last one's. */
  run_id: string;
  /** How many points it has; of several all together. */
  points: number;
  /** False when the same content was there already. */
  created: boolean;
  /** With from: each run that the files held. */
  runs?: Array<{
    /** The run's identifier. */
    run_id: string;
    /** How many points it has. */
    points: number;
    /** False when the same content was there already. */
    created: boolean;
  }> | null;
  /** With from: the measurements that failed, which have no value. */
  failures?: Array<{
    /** The point's name. */
    point_name: string;
    /** The point's tags. */
    tags: Record<string, string>;
    /** The metric's name. */
    metric: string;
    /** What the tool says went wrong. */
    error: string;
  }> | null;
  /** With from: what of the files no run has, and why. */
  skipped?: Array<{
    /** The file's name. */
    file: string;
    /** Where in it, as line 3 or benchmarks[2].swaps; empty for all of it. */
    place?: string;
    /** What is to be known, or why something is in no run. */
    reason: string;
  }> | null;
  /** With from: what is to be known of what runs have. */
  notes?: Array<{
    /** The file's name. */
    file: string;
    /** Where in it, as line 3 or benchmarks[2].swaps; empty for all of it. */
    place?: string;
    /** What is to be known, or why something is in no run. */
    reason: string;
  }> | null;
};

/** What `listRuns` takes. The stored runs, newest first, a part at a time. */
export type ListRunsParams = {
  /** Only runs of this branch. */
  branch?: string | null;
  /** Only runs of the commit that begins so. */
  commit?: string | null;
  /** Only runs with a point of this name. */
  point?: string | null;
  /** Only runs with a point that has these tags. */
  tags?: Record<string, string>;
  /** Only runs at or after this moment, ISO 8601. */
  since?: string | null;
  /** Only runs at or before this moment, ISO 8601. */
  until?: string | null;
  /** How many at most. */
  limit?: number;
  /** Where to go on: the next_cursor of the part before. */
  cursor?: string | null;
};

/** What `listRuns` answers. */
export type ListRunsResult = {
  /** The runs, newest first. */
  runs: Array<{
    /** The run. */
    run_id: string;
    /** When it ran, as the run says it. */
    timestamp: string;
    /** The commit it measured. */
    commit?: string | null;
    /** The branch it measured. */
    branch?: string | null;
    /** How many points it has. */
    points: number;
  }>;
  /** Where the list goes on; null at its end. */
  next_cursor?: string | null;
};

/** What `getRun` takes. A stored run, whole. */
export type GetRunParams = {
  /** The run's identifier, or "latest". */
  run_id: string;
};

/** What `getRun` answers. */
export type GetRunResult = {
  /** The run's identifier; made by the server when left out. */
  id?: string;
  /** When it ran, ISO 8601; UTC unless it says otherwise. */
  timestamp?: string;
  /** The commit it measured. */
  commit?: string | null;
  /** The branch it measured. */
  branch?: string | null;
  /** The machine and software it ran on. */
  environment?: Record<string, unknown>;
  /** Anything the harness wants kept. */
  metadata?: Record<string, unknown>;
  /** How to interpret the metrics, by name. */
  metric_defs?: Record<string, {
    /** The metric's name; the key's where left out. */
    name?: string;
    /** The unit of the values. */
    unit?: string;
    /** Which way the metric improves. */
    direction: "higher" | "lower" | "info";
    /** The heading it is shown under. */
    group?: string;
    /** How prominent it is in reports. */
    priority?: "primary" | "secondary";
    /** What it measures. */
    description?: string;
    [member: string]: unknown;
  }>;
  /** What was measured. */
  points?: Array<{
    /** The benchmark and configuration, as CV-1/small. */
    name: string;
    /** The scenario the point belongs to. */
    scenario?: string;
    /** What tells points of one name apart. */
    tags?: Record<string, string>;
    /** The metrics by name. */
    metrics?: Record<string, {
      /** The measured value; null or NaN when there is none. */
      value: number | null;
      /** Lower confidence bound. */
      lower?: number | null;
      /** Upper confidence bound. */
      upper?: number | null;
      /** Raw samples in the order taken. */
      samples?: Array<number | null> | null;
      [member: string]: unknown;
    }>;
    [member: string]: unknown;
  }>;
  [member: string]: unknown;
};

/** What `deleteRun` takes. Takes a stored run away; baselines that are copies of it stay. */
export type DeleteRunParams = {
  /** The run's identifier, or "latest". */
  run_id: string;
};

/** What `deleteRun` answers. */
export type DeleteRunResult = Record<string, never>;

/** What `setBaseline` takes. Makes a baseline a copy of a run, in place of what it was. */
export type SetBaselineParams = {
  /** The run's identifier; "latest", the newest, when left out. */
  run_id?: string | null;
  /** The run itself, in place of run_id; it is not stored as a run. */
  run?: {
    /** The run's identifier; made by the server when left out. */
    id?: string;
    /** When it ran, ISO 8601; UTC unless it says otherwise. */
    timestamp?: string;
    /** The commit it measured. */
    commit?: string | null;
    /** The branch it measured. */
    branch?: string | null;
    /** The machine and software it ran on. */
    environment?: Record<string, unknown>;
    /** Anything the harness wants kept. */
    metadata?: Record<string, unknown>;
    /** How to interpret the metrics, by name. */
    metric_defs?: Record<string, {
      /** The metric's name; the key's where left out. */
      name?: string;
      /** The unit of the values. */
      unit?: string;
      /** Which way the metric improves. */
      direction: "higher" | "lower" | "info";
      /** The heading it is shown under. */
      group?: string;
      /** How prominent it is in reports. */
      priority?: "primary" | "secondary";
      /** What it measures. */
      description?: string;
      [member: string]: unknown;
    }>;
    /** What was measured. */
    points?: Array<{
      /** The benchmark and configuration, as CV-1/small. */
      name: string;
      /** The scenario the point belongs to. */
      scenario?: string;
      /** What tells points of one name apart. */
      tags?: Record<string, string>;
      /** The metrics by name. */
      metrics?: Record<string, {
        /** The measured value; null or NaN when there is none. */
        value: number | null;
        /** Lower confidence bound. */
        lower?: number | null;
        /** Upper confidence bound. */
        upper?: number | null;
        /** Raw samples in the order taken. */
        samples?: Array<number | null> | null;
        [member: string]: unknown;
      }>;
      [member: string]: unknown;
    }>;
    [member: string]: unknown;
  } | null;
  /** The baseline's name. */
  name?: string;
  /** Why, 1 to 1,024 bytes, for the audit trail. */
  reason?: string | null;
  /** Who says so, 1 to 256 bytes, for the audit trail. */
  by?: string | null;
  /** The baseline, or branch, that this one starts from, 1 to 256 bytes. */
  fork_of?: string | null;
  /** The commit of fork_of that it starts at, 1 to 256 bytes; when left out that of the baseline fork_of, if there is one. */
  fork_point?: string | null;
};

/** What `setBaseline` answers. */
export type SetBaselineResult = {
  /** The baseline's name. */
  name: string;
  /** The run it is a copy of now. */
  run_id: string;
  /** The run it was a copy of before; left out when there was no such baseline. */
  previous_run_id?: string | null;
};

/** What `getBaseline` takes. The run that a baseline is a copy of, whole. */
export type GetBaselineParams = {
  /** The baseline's name. */
  name?: string;
};

/** What `getBaseline` answers. */
export type GetBaselineResult = {
  /** The run's identifier; made by the server when left out. */
  id?: string;
  /** When it ran, ISO 8601; UTC unless it says otherwise. */
  timestamp?: string;
  /** The commit it measured. */
  commit?: string | null;
  /** The branch it measured. */
  branch?: string | null;
  /** The machine and software it ran on. */
  environment?: Record<string, unknown>;
  /** Anything the harness wants kept. */
  metadata?: Record<string, unknown>;
  /** How to interpret the metrics, by name. */
  metric_defs?: Record<string, {
    /** The metric's name; the key's where left out. */
    name?: string;
    /** The unit of the values. */
    unit?: string;
    /** Which way the metric improves. */
    direction: "higher" | "lower" | "info";
    /** The heading it is shown under. */
    group?: string;
    /** How prominent it is in reports. */
    priority?: "primary" | "secondary";
    /** What it measures. */
    description?: string;
    [member: string]: unknown;
  }>;
  /** What was measured. */
  points?: Array<{
    /** The benchmark and configuration, as CV-1/small. */
    name: string;
    /** The scenario the point belongs to. */
    scenario?: string;
    /** What tells points of one name apart. */
    tags?: Record<string, string>;
    /** The metrics by name. */
    metrics?: Record<string, {
      /** The measured value; null or NaN when there is none. */
      value: number | null;
      /** Lower confidence bound. */
      lower?: number | null;
      /** Upper confidence bound. */
      upper?: number | null;
      /** Raw samples in the order taken. */
      samples?: Array<number | null> | null;
      [member: string]: unknown;
    }>;
    [member: string]: unknown;
  }>;
  [member: string]: unknown;
};

/** What `listBaselines` takes. The baselines, the runs they are copies of, and what was said when they were set. */
export type ListBaselinesParams = Record<string, never>;

/** What `listBaselines` answers. */
export type ListBaselinesResult = {
  /** The baselines in alphabetical order. */
  baselines: Array<{
    /** The baseline's name. */
    name: string;
    /** The run it is a copy of. */
    run_id: string;
    /** When the run ran, as the run says it. */
    timestamp: string;
    /** The commit it measured. */
    commit?: string | null;
    /** The branch it measured. */
    branch?: string | null;
    /** How many points it has. */
    points: number;
    /** When it was set, ISO 8601, UTC, as far as the audit trail tells. */
    set_at?: string | null;
    /** Why it was set. */
    reason?: string | null;
    /** Who set it. */
    by?: string | null;
    /** The baseline, or branch, that it started from. */
    fork_of?: string | null;
    /** The commit of that branch that it started at. */
    fork_point?: string | null;
  }>;
};

/** What `baselineHistory` takes. What changed the baselines: when, to which run, why and by whom; the newest first. */
export type BaselineHistoryParams = {
  /** Only changes of this baseline. */
  name?: string | null;
  /** How many at most. */
  limit?: number;
};

/** What `baselineHistory` answers. */
export type BaselineHistoryResult = {
  /** The changes, the newest first. */
  entries: Array<{
    /** When it was changed, ISO 8601, UTC. */
    set_at: string;
    /** The baseline's name. */
    name: string;
    /** The run that it became a copy of. */
    run_id: string;
    /** The run that it was a copy of before. */
    previous_run_id?: string | null;
    /** Why it was changed. */
    reason?: string | null;
    /** Who changed it. */
    by?: string | null;
    /** The baseline, or branch, that it started from. */
    fork_of?: string | null;
    /** The commit of that branch that it started at. */
    fork_point?: string | null;
    /** The commit that the run measured. */
    commit?: string | null;
    /** The branch that the run measured. */
    branch?: string | null;
  }>;
  /** How many lines of the audit trail, among those that were read, are no entries; somebody has changed them. */
  damaged_lines: number;
};

/** What `check` takes. Compares a run with a baseline and says which metrics regressed, each in its own direction. */
export type CheckParams = {
  /** The run to check; "latest", the newest, when left out. */
  run_id?: string | null;
  /** The run itself, in place of run_id. */
  run?: {
    /** The run's identifier; made by the server when left out. */
    id?: string;
    /** When it ran, ISO 8601; UTC unless it says otherwise. */
    timestamp?: string;
    /** The commit it measured. */
    commit?: string | null;
    /** The branch it measured. */
    branch?: string | null;
    /** The machine and software it ran on. */
    environment?: Record<string, unknown>;
    /** Anything the harness wants kept. */
    metadata?: Record<string, unknown>;
    /** How to interpret the metrics, by name. */
    metric_defs?: Record<string, {
      /** The metric's name; the key's where left out. */
      name?: string;
      /** The unit of the values. */
      unit?: string;
      /** Which way the metric improves. */
      direction: "higher" | "lower" | "info";
      /** The heading it is shown under. */
      group?: string;
      /** How prominent it is in reports. */
      priority?: "primary" | "secondary";
      /** What it measures. */
      description?: string;
      [member: string]: unknown;
    }>;
    /** What was measured. */
    points?: Array<{
      /** The benchmark and configuration, as CV-1/small. */
      name: string;
      /** The scenario the point belongs to. */
      scenario?: string;
      /** What tells points of one name apart. */
      tags?: Record<string, string>;
      /** The metrics by name. */
      metrics?: Record<string, {
        /** The measured value; null or NaN when there is none. */
        value: number | null;
        /** Lower confidence bound. */
        lower?: number | null;
        /** Upper confidence bound. */
        upper?: number | null;
        /** Raw samples in the order taken. */
        samples?: Array<number | null> | null;
        [member: string]: unknown;
      }>;
      [member: string]: unknown;
    }>;
    [member: string]: unknown;
  } | null;
  /** The baseline's name; "main" when left out, and for other methods than threshold the base branch: what was accepted as that is the level from then on. */
  baseline?: string | null;
  /** The run to compare with, in place of a stored baseline. */
  baseline_run?: {
    /** The run's identifier; made by the server when left out. */
    id?: string;
    /** When it ran, ISO 8601; UTC unless it says otherwise. */
    timestamp?: string;
    /** The commit it measured. */
    commit?: string | null;
    /** The branch it measured. */
    branch?: string | null;
    /** The machine and software it ran on. */
    environment?: Record<string, unknown>;
    /** Anything the harness wants kept. */
    metadata?: Record<string, unknown>;
    /** How to interpret the metrics, by name. */
    metric_defs?: Record<string, {
      /** The metric's name; the key's where left out. */
      name?: string;
      /** The unit of the values. */
      unit?: string;
      /** Which way the metric improves. */
      direction: "higher" | "lower" | "info";
      /** The heading it is shown under. */
      group?: string;
      /** How prominent it is in reports. */
      priority?: "primary" | "secondary";
      /** What it measures. */
      description?: string;
      [member: string]: unknown;
    }>;
    /** What was measured. */
    points?: Array<{
      /** The benchmark and configuration, as CV-1/small. */
      name: string;
      /** The scenario the point belongs to. */
      scenario?: string;
      /** What tells points of one name apart. */
      tags?: Record<string, string>;
      /** The metrics by name. */
      metrics?: Record<string, {
        /** The measured value; null or NaN when there is none. */
        value: number | null;
        /** Lower confidence bound. */
        lower?: number | null;
        /** Upper confidence bound. */
        upper?: number | null;
        /** Raw samples in the order taken. */
        samples?: Array<number | null> | null;
        [member: string]: unknown;
      }>;
      [member: string]: unknown;
    }>;
    [member: string]: unknown;
  } | null;
  /** The relative change that is allowed; 0.05 when left out, and for other methods what config.json's policies say. */
  threshold?: number | null;
  /** How a change is judged. */
  method?: "threshold" | "history" | "paired" | "auto";
  /** The branch whose runs it is held against; the run's own when left out. Not for the method threshold. */
  base_branch?: string | null;
  /** The commit of the base branch, or how it begins, that the run's own branch began at: later runs do not count. For paired it is the code that the run was made in turns with. Not for the method threshold. */
  fork_point?: string | null;
  /** More runs of the same code; when left out those before it of the same commit, branch and environment. Not for the method threshold. */
  confirm_runs?: string[] | null;
  /** The share of the regressions that may be false. Not for the method threshold. */
  false_discovery_rate?: number;
};

/** What `check` answers. */
export type CheckResult = {
  /** Whether something was judged, nothing regressed and every objective is met. */
  passed: boolean;
  /** How many metrics of points were compared. */
  compared: number;
  /** Metrics that got worse by more than the threshold. */
  regressions: Array<{
    /** The metric's name. */
    metric: string;
    /** The point's name. */
    point_name: string;
    /** The point's tags. */
    tags: Record<string, string>;
    /** The value in the baseline. */
    baseline_value: number;
    /** The value in the current run. */
    current_value: number;
    /** (current - baseline) / |baseline| in percent; null from a baseline of 0. */
    delta_pct: number | null;
    /** Which way the metric improves. */
    direction: "higher" | "lower" | "info";
  }>;
  /** Metrics that got better. */
  improvements: Array<{
    /** The metric's name. */
    metric: string;
    /** The point's name. */
    point_name: string;
    /** The point's tags. */
    tags: Record<string, string>;
    /** The value in the baseline. */
    baseline_value: number;
    /** The value in the current run. */
    current_value: number;
    /** (current - baseline) / |baseline| in percent; null from a baseline of 0. */
    delta_pct: number | null;
    /** Which way the metric improves. */
    direction: "higher" | "lower" | "info";
  }>;
  /** Points that only the current run has. */
  only_in_current: Array<{
    /** The point's name. */
    point_name: string;
    /** The point's tags. */
    tags: Record<string, string>;
  }>;
  /** Points that only the baseline has. */
  only_in_baseline: Array<{
    /** The point's name. */
    point_name: string;
    /** The point's tags. */
    tags: Record<string, string>;
  }>;
  /** Metrics that were not compared, and why. */
  skipped: Array<{
    /** The point's name. */
    point_name: string;
    /** The point's tags. */
    tags: Record<string, string>;
    /** The metric's name. */
    metric: string;
    /** Why it was not compared. */
    reason: "undefined" | "info" | "missing_in_baseline" | "missing_in_current" | "baseline_zero" | "not_finite";
  }>;
  /** The run the baseline is a copy of. */
  baseline_id: string;
  /** The run that was checked. */
  current_id: string;
  /** The relative change that was allowed; 0.05 is 5 %. */
  threshold: number;
  /** How it was judged. */
  method: "threshold" | "history" | "paired" | "auto";
  /** What is said of each metric whose direction is known, with its evidence. */
  verdicts: Array<{
    /** The point's name. */
    point_name: string;
    /** The point's tags. */
    tags: Record<string, string>;
    /** The metric's name. */
    metric: string;
    /** What the gate says. */
    verdict: "pass" | "regressed" | "improved" | "unconfirmed" | "noisy" | "insufficient" | "incomparable" | "missing" | "new";
    /** How it was judged. */
    method: "threshold" | "history" | "paired" | "auto";
    /** Which way the metric improves. */
    direction: "higher" | "lower" | "info";
    /** What the value was compared with. */
    baseline_value?: number | null;
    /** The value: of several contenders the median. */
    current_value?: number | null;
    /** (current - baseline) / |baseline| in percent; left out where it is no number. */
    delta_pct?: number | null;
    /** What the verdict rests on. */
    evidence: {
      /** The relative change that is allowed; 0.05 is 5 %. */
      threshold?: number | null;
      /** Which of the policies in config.json holds, from 0; left out where none does. */
      policy?: number | null;
      /** How many earlier values were looked at. */
      n?: number | null;
      /** How many of them are of the current level. */
      level_n?: number | null;
      /** The run from which on the level is what it is now. */
      level_since?: string | null;
      /** The relative change by which the level became what it is; left out where it never shifted or was accepted. */
      level_change?: number | null;
      /** How many of the last earlier values are not believed to be the level: they are worse, few, and were not accepted. */
      doubted?: number | null;
      /** The values that were judged, oldest first. */
      contenders?: number[] | null;
      /** The standard deviation of the noise, relative to the level. */
      noise?: number | null;
      /** The value beyond which a single run looks worse. */
      bound?: number | null;
      /** The smallest relative change that could have been called a regression. */
      detectable?: number | null;
      /** How probable so bad a value would be of unchanged code. */
      p_value?: number | null;
      /** The lower end of the 95 % confidence interval of the relative change. */
      effect_lower?: number | null;
      /** Its upper end. */
      effect_upper?: number | null;
      /** How many more runs of the same code must say so. */
      confirmations_needed?: number | null;
      /** Why, where the verdict does not say it. */
      reason?: string | null;
    };
  }>;
  /** The share of the regressions that may be false; left out where each metric is judged alone. */
  false_discovery_rate?: number | null;
  /** The earlier runs that it was held against; left out where that is one baseline. */
  base?: {
    /** The branch they are of; null for runs without one. */
    branch?: string | null;
    /** The commit of that branch up to which they go. */
    fork_point?: string | null;
    /** Whether a run of that commit is among them. */
    fork_point_found?: boolean | null;
    /** How many there are of the same environment. */
    runs: number;
    /** How many there are of others; they are not compared with. */
    other_environments: number;
    /** The newest of them. */
    newest?: string | null;
    /** The run whose values were accepted as the level. */
    accepted?: string | null;
    /** The runs that were judged together, of the same code. */
    contenders: string[];
    /** The runs of the other code that were made in turns with them. */
    turns?: string[] | null;
  } | null;
  /** What service level objectives say of the run, in their order; left out where config.json has none. */
  slos?: Array<{
    /** What people call the objective. */
    name: string;
    /** What tells objectives apart, as ttfc_p99. */
    slo_metric_key: string;
    /** The metric. */
    metric: string;
    /** The metric's unit; left out where no definition says one. */
    unit?: string | null;
    /** Which of the samples, from 0, the smallest, to 1, the largest. */
    percentile: number;
    /** The limit, in the metric's unit. */
    threshold: number;
    /** The percentile of the samples; null where there are none. */
    observed_value: number | null;
    /** Whether the objective is met. */
    met: boolean;
    /** Whether values below the limit meet it, and not those above. */
    lower_is_better: boolean;
    /** The point's name; left out where no point has the metric. */
    point_name?: string | null;
    /** The point's scenario; empty where it has none. */
    scenario: string;
    /** The point's tags. */
    tags: Record<string, string>;
    /** How many finite samples there are. */
    count: number;
    /** Why it is not met, where that is for want of samples. */
    reason?: "no_samples" | "not_measured" | null;
  }> | null;
  /** Whether all of slos are met; left out where config.json has none. */
  all_slos_met?: boolean | null;
};

/** What `explainPolicy` takes. Which of the policies in config.json holds for a metric of a point, and what it demands. */
export type ExplainPolicyParams = {
  /** The point's name; no run need have it. */
  point: string;
  /** The metric's name. */
  metric: string;
  /** All tags of the point. */
  tags?: Record<string, string>;
};

/** What `explainPolicy` answers. */
export type ExplainPolicyResult = {
  /** The policy that holds, with what is usual where it says nothing. */
  policy: {
    /** Names of points; * and ? stand for any text and any character. */
    point?: string;
    /** Names of metrics, with the same wildcards. */
    metric?: string;
    /** Tags that the point must have; it may have more. */
    tags?: Record<string, string>;
    /** The relative change that is allowed. */
    threshold?: number;
    /** How auto judges these metrics; left out, it may choose. */
    method?: "threshold" | "history" | "paired" | "auto" | null;
    /** How many more runs of the same code must agree before something is a regression. */
    confirmations?: number;
    /** How many earlier runs there must be. */
    min_runs?: number;
    /** How many earlier runs are looked at. */
    max_runs?: number;
    /** How often a single metric may be flagged without a change. */
    level?: number;
    /** Whether a run may lack these metrics. */
    allow_missing?: boolean;
    /** Whether these metrics are left out. */
    ignore?: boolean;
    /** Why, for those who read it. */
    reason?: string | null;
  };
  /** Its place among the policies in config.json, from 0; left out where none names the metric. */
  rule?: number | null;
  /** Every policy in config.json, in order, and what it is to the metric. */
  rules: Array<{
    /** Its place among the policies in config.json, from 0. */
    rule: number;
    /** The names of points that it is for. */
    point: string;
    /** The names of metrics that it is for. */
    metric: string;
    /** The tags that points must have. */
    tags: Record<string, string>;
    /** Whether it holds, is hidden behind the one that does, or does not name the metric. */
    outcome: "holds" | "hidden" | "mismatch";
    /** By what it does not name the metric. */
    mismatches: Array<"point" | "metric" | "tags">;
  }>;
};

/** What `suggestPolicies` takes. Which changes of each metric a check by history could see in the noise of earlier runs, and the policies that follow. */
export type SuggestPoliciesParams = {
  /** The branch whose runs are looked at; the newest run's when left out. */
  branch?: string | null;
  /** How many of its newest runs, of one environment. */
  n_runs?: number;
  /** Only points of this name. */
  point?: string | null;
  /** Only this metric. */
  metric?: string | null;
};

/** What `suggestPolicies` answers. */
export type SuggestPoliciesResult = {
  /** The branch; null for runs without one. */
  branch?: string | null;
  /** How many runs were looked at, of the same environment. */
  runs: number;
  /** How many runs of the branch were not: they are of other environments. */
  other_environments: number;
  /** The newest of those that were. */
  newest?: string | null;
  /** Of each metric that gates judge, by points and metrics in alphabetical order. */
  suggestions: Array<{
    /** The points' name. */
    point_name: string;
    /** The metric's name. */
    metric: string;
    /** The tags of the point with the most noise, of which all but the replay is said. */
    tags: Record<string, string>;
    /** How many points of the name, under one policy, there are. */
    points: number;
    /** The place among the policies in config.json, from 0, of the one that holds; left out where none does. */
    rule?: number | null;
    /** The relative change that is allowed now. */
    present_threshold: number;
    /** How many runs were looked at. */
    n: number;
    /** How many of them are of the current level. */
    level_n: number;
    /** The standard deviation of the noise, relative to the level. */
    noise?: number | null;
    /** The smallest relative change that a check could see, with as many confirming runs as the policy asks for. */
    detectable?: number | null;
    /** How many runs of these points were judged once more, by the policy and the runs before them. */
    judged: number;
    /** Which share of them was called a regression and was none. */
    false_alarm_rate?: number | null;
    /** The least round threshold that is not below what can be seen; left out where unknown. */
    threshold?: number | null;
    /** Why it is unknown. */
    reason?: string | null;
  }>;
  /** What can stand in config.json in the place of the policies there: these, with the thresholds suggested. */
  policies: Array<{
    /** Names of points; * and ? stand for any text and any character. */
    point?: string;
    /** Names of metrics, with the same wildcards. */
    metric?: string;
    /** Tags that the point must have; it may have more. */
    tags?: Record<string, string>;
    /** The relative change that is allowed. */
    threshold?: number;
    /** How auto judges these metrics; left out, it may choose. */
    method?: "threshold" | "history" | "paired" | "auto" | null;
    /** How many more runs of the same code must agree before something is a regression. */
    confirmations?: number;
    /** How many earlier runs there must be. */
    min_runs?: number;
    /** How many earlier runs are looked at. */
    max_runs?: number;
    /** How often a single metric may be flagged without a change. */
    level?: number;
    /** Whether a run may lack these metrics. */
    allow_missing?: boolean;
    /** Whether these metrics are left out. */
    ignore?: boolean;
    /** Why, for those who read it. */
    reason?: string | null;
  }>;
};

/** What `trend` takes. The values of a metric of a point, one a run that has it, oldest first. */
export type TrendParams = {
  /** The metric's name. */
  metric: string;
  /** The point's name. */
  point: string;
  /** Tags that the point must have; it may have more. */
  tags?: Record<string, string>;
  /** How many of the newest runs that have the metric; all when left out. */
  n_runs?: number | null;
  /** Only runs of this branch. */
  branch?: string | null;
};

/** What `trend` answers. */
export type TrendResult = {
  /** The metric's name. */
  metric: string;
  /** The point's name. */
  point_name: string;
  /** The tags asked for. */
  tags: Record<string, string>;
  /** One entry a run that has the metric, oldest first. */
  points: Array<{
    /** The run. */
    run_id: string;
    /** When it ran, as the run says it. */
    timestamp: string;
    /** The value. */
    value: number;
    /** The commit it measured. */
    commit?: string | null;
    /** Lower confidence bound. */
    lower?: number | null;
    /** Upper confidence bound. */
    upper?: number | null;
  }>;
};

/** What `summary` takes. What a run measured, by scenario. */
export type SummaryParams = {
  /** The run; "latest", the newest, when left out. */
  run_id?: string | null;
  /** The run itself, in place of run_id. */
  run?: {
    /** The run's identifier; made by the server when left out. */
    id?: string;
    /** When it ran, ISO 8601; UTC unless it says otherwise. */
    timestamp?: string;
    /** The commit it measured. */
    commit?: string | null;
    /** The branch it measured. */
    branch?: string | null;
    /** The machine and software it ran on. */
    environment?: Record<string, unknown>;
    /** Anything the harness wants kept. */
    metadata?: Record<string, unknown>;
    /** How to interpret the metrics, by name. */
    metric_defs?: Record<string, {
      /** The metric's name; the key's where left out. */
      name?: string;
      /** The unit of the values. */
      unit?: string;
      /** Which way the metric improves. */
      direction: "higher" | "lower" | "info";
      /** The heading it is shown under. */
      group?: string;
      /** How prominent it is in reports. */
      priority?: "primary" | "secondary";
      /** What it measures. */
      description?: string;
      [member: string]: unknown;
    }>;
    /** What was measured. */
    points?: Array<{
      /** The benchmark and configuration, as CV-1/small. */
      name: string;
      /** The scenario the point belongs to. */
      scenario?: string;
      /** What tells points of one name apart. */
      tags?: Record<string, string>;
      /** The metrics by name. */
      metrics?: Record<string, {
        /** The measured value; null or NaN when there is none. */
        value: number | null;
        /** Lower confidence bound. */
        lower?: number | null;
        /** Upper confidence bound. */
        upper?: number | null;
        /** Raw samples in the order taken. */
        samples?: Array<number | null> | null;
        [member: string]: unknown;
      }>;
      [member: string]: unknown;
    }>;
    [member: string]: unknown;
  } | null;
};

/** What `summary` answers. */
export type SummaryResult = {
  /** The run. */
  run_id: string;
  /** When it ran, as the run says it. */
  timestamp: string;
  /** The commit it measured. */
  commit?: string | null;
  /** The branch it measured. */
  branch?: string | null;
  /** How many points it has. */
  points: number;
  /** The scenarios in the order of their first points. */
  scenarios: Array<{
    /** The scenario's name. */
    scenario: string;
    /** Its points in the run's order. */
    points: Array<{
      /** The framework, or the point's name where it has none. */
      label: string;
      /** The point's name. */
      point_name: string;
      /** The point's tags. */
      tags: Record<string, string>;
      /** The values by metric in alphabetical order; null where there is none. */
      metrics: Record<string, number | null>;
    }>;
  }>;
  /** How to interpret the metrics. */
  metric_defs: Record<string, {
    /** The metric's name; the key's where left out. */
    name?: string;
    /** The unit of the values. */
    unit?: string;
    /** Which way the metric improves. */
    direction: "higher" | "lower" | "info";
    /** The heading it is shown under. */
    group?: string;
    /** How prominent it is in reports. */
    priority?: "primary" | "secondary";
    /** What it measures. */
    description?: string;
    [member: string]: unknown;
  }>;
  /** What service level objectives say of the run, in their order; left out where config.json has none. */
  slos?: Array<{
    /** What people call the objective. */
    name: string;
    /** What tells objectives apart, as ttfc_p99. */
    slo_metric_key: string;
    /** The metric. */
    metric: string;
    /** The metric's unit; left out where no definition says one. */
    unit?: string | null;
    /** Which of the samples, from 0, the smallest, to 1, the largest. */
    percentile: number;
    /** The limit, in the metric's unit. */
    threshold: number;
    /** The percentile of the samples; null where there are none. */
    observed_value: number | null;
    /** Whether the objective is met. */
    met: boolean;
    /** Whether values below the limit meet it, and not those above. */
    lower_is_better: boolean;
    /** The point's name; left out where no point has the metric. */
    point_name?: string | null;
    /** The point's scenario; empty where it has none. */
    scenario: string;
    /** The point's tags. */
    tags: Record<string, string>;
    /** How many finite samples there are. */
    count: number;
    /** Why it is not met, where that is for want of samples. */
    reason?: "no_samples" | "not_measured" | null;
  }> | null;
  /** Whether all of slos are met; left out where config.json has none. */
  all_slos_met?: boolean | null;
  /** What is wrong with config.json, where slos could not be judged for that. */
  slos_problem?: string | null;
};

/** What `rank` takes. Ranks the frameworks, or the values of another tag, of a run by a metric, best first. */
export type RankParams = {
  /** The run; "latest", the newest, when left out. */
  run_id?: string | null;
  /** The run itself, in place of run_id. */
  run?: {
    /** The run's identifier; made by the server when left out. */
    id?: string;
    /** When it ran, ISO 8601; UTC unless it says otherwise. */
    timestamp?: string;
    /** The commit it measured. */
    commit?: string | null;
    /** The branch it measured. */
    branch?: string | null;
    /** The machine and software it ran on. */
    environment?: Record<string, unknown>;
    /** Anything the harness wants kept. */
    metadata?: Record<string, unknown>;
    /** How to interpret the metrics, by name. */
    metric_defs?: Record<string, {
      /** The metric's name; the key's where left out. */
      name?: string;
      /** The unit of the values. */
      unit?: string;
      /** Which way the metric improves. */
      direction: "higher" | "lower" | "info";
      /** The heading it is shown under. */
      group?: string;
      /** How prominent it is in reports. */
      priority?: "primary" | "secondary";
      /** What it measures. */
      description?: string;
      [member: string]: unknown;
    }>;
    /** What was measured. */
    points?: Array<{
      /** The benchmark and configuration, as CV-1/small. */
      name: string;
      /** The scenario the point belongs to. */
      scenario?: string;
      /** What tells points of one name apart. */
      tags?: Record<string, string>;
      /** The metrics by name. */
      metrics?: Record<string, {
        /** The measured value; null or NaN when there is none. */
        value: number | null;
        /** Lower confidence bound. */
        lower?: number | null;
        /** Upper confidence bound. */
        upper?: number | null;
        /** Raw samples in the order taken. */
        samples?: Array<number | null> | null;
        [member: string]: unknown;
      }>;
      [member: string]: unknown;
    }>;
    [member: string]: unknown;
  } | null;
  /** The metric's name. */
  metric: string;
  /** The tag whose values are ranked; a point without it goes by its name. */
  group_by_tag?: string;
};

/** What `rank` answers. */
export type RankResult = {
  /** The entries, best first; none for a metric that the run does not have. */
  entries: Array<{
    /** What is ranked. */
    label: string;
    /** The metric's value. */
    value: number;
    /** The place, 1 is the best. */
    rank: number;
    /** Whether it is the best. */
    is_best: boolean;
    /** Distance from the best in percent of it. */
    delta_from_best: number;
  }>;
};

/** What `aggregateScore` takes. Weighted scores, from 0 to 1, of the frameworks of a run over several metrics. */
export type AggregateScoreParams = {
  /** The run; "latest", the newest, when left out. */
  run_id?: string | null;
  /** The run itself, in place of run_id. */
  run?: {
    /** The run's identifier; made by the server when left out. */
    id?: string;
    /** When it ran, ISO 8601; UTC unless it says otherwise. */
    timestamp?: string;
    /** The commit it measured. */
    commit?: string | null;
    /** The branch it measured. */
    branch?: string | null;
    /** The machine and software it ran on. */
    environment?: Record<string, unknown>;
    /** Anything the harness wants kept. */
    metadata?: Record<string, unknown>;
    /** How to interpret the metrics, by name. */
    metric_defs?: Record<string, {
      /** The metric's name; the key's where left out. */
      name?: string;
      /** The unit of the values. */
      unit?: string;
      /** Which way the metric improves. */
      direction: "higher" | "lower" | "info";
      /** The heading it is shown under. */
      group?: string;
      /** How prominent it is in reports. */
      priority?: "primary" | "secondary";
      /** What it measures. */
      description?: string;
      [member: string]: unknown;
    }>;
    /** What was measured. */
    points?: Array<{
      /** The benchmark and configuration, as CV-1/small. */
      name: string;
      /** The scenario the point belongs to. */
      scenario?: string;
      /** What tells points of one name apart. */
      tags?: Record<string, string>;
      /** The metrics by name. */
      metrics?: Record<string, {
        /** The measured value; null or NaN when there is none. */
        value: number | null;
        /** Lower confidence bound. */
        lower?: number | null;
        /** Upper confidence bound. */
        upper?: number | null;
        /** Raw samples in the order taken. */
        samples?: Array<number | null> | null;
        [member: string]: unknown;
      }>;
      [member: string]: unknown;
    }>;
    [member: string]: unknown;
  } | null;
  /** The weight of each metric; they are divided by their sum. */
  weights: Record<string, number>;
};

/** What `aggregateScore` answers. */
export type AggregateScoreResult = {
  /** The score of each framework, in the order of the run's points. */
  scores: Record<string, number>;
};

/** What `compare` takes. Compares runs with each other, metric by metric and over all metrics. */
export type CompareParams = {
  /** The runs by label, at least two: each an identifier or a document. */
  runs: Record<string, string | {
    /** The run's identifier; made by the server when left out. */
    id?: string;
    /** When it ran, ISO 8601; UTC unless it says otherwise. */
    timestamp?: string;
    /** The commit it measured. */
    commit?: string | null;
    /** The branch it measured. */
    branch?: string | null;
    /** The machine and software it ran on. */
    environment?: Record<string, unknown>;
    /** Anything the harness wants kept. */
    metadata?: Record<string, unknown>;
    /** How to interpret the metrics, by name. */
    metric_defs?: Record<string, {
      /** The metric's name; the key's where left out. */
      name?: string;
      /** The unit of the values. */
      unit?: string;
      /** Which way the metric improves. */
      direction: "higher" | "lower" | "info";
      /** The heading it is shown under. */
      group?: string;
      /** How prominent it is in reports. */
      priority?: "primary" | "secondary";
      /** What it measures. */
      description?: string;
      [member: string]: unknown;
    }>;
    /** What was measured. */
    points?: Array<{
      /** The benchmark and configuration, as CV-1/small. */
      name: string;
      /** The scenario the point belongs to. */
      scenario?: string;
      /** What tells points of one name apart. */
      tags?: Record<string, string>;
      /** The metrics by name. */
      metrics?: Record<string, {
        /** The measured value; null or NaN when there is none. */
        value: number | null;
        /** Lower confidence bound. */
        lower?: number | null;
        /** Upper confidence bound. */
        upper?: number | null;
        /** Raw samples in the order taken. */
        samples?: Array<number | null> | null;
        [member: string]: unknown;
      }>;
      [member: string]: unknown;
    }>;
    [member: string]: unknown;
  }>;
  /** Which metrics; all that some run has when left out. */
  metrics?: string[] | null;
};

/** What `compare` answers. */
export type CompareResult = {
  /** The kind of report. */
  name: string;
  /** The labels, in the order given. */
  labels_compared: string[];
  /** One entry a metric that some run has. */
  metric_comparisons: Array<{
    /** The metric's name. */
    metric_name: string;
    /** The value of each label, best first. */
    values: Record<string, number>;
    /** The labels in order, best first. */
    rankings: Array<{
      /** What is ranked. */
      label: string;
      /** The metric's value. */
      value: number;
      /** The place, 1 is the best. */
      rank: number;
      /** Whether it is the best. */
      is_best: boolean;
      /** Distance from the best in percent of it. */
      delta_from_best: number;
    }>;
    /** The best label. */
    best_label: string;
    /** How many times better the best is; null where that is no number. */
    improvement_factors: Record<string, number | null>;
  }>;
  /** The best label of each metric. */
  winner_by_metric: Record<string, string>;
  /** The best label over all metrics, weighted alike. */
  overall_winner: string;
};

/** What `summarize` takes. Where samples, or the values of a metric through the runs, lie, how far they are spread, and a confidence interval of their mean by the bootstrap. */
export type SummarizeParams = {
  /** The samples, at least one. */
  samples?: number[] | null;
  /** In place of samples: the metric whose values through the runs they are. */
  metric?: string | null;
  /** The metric's point. */
  point?: string | null;
  /** Tags that the point must have; it may have more. */
  tags?: Record<string, string>;
  /** How many of the newest runs that have the metric; all when left out. */
  n_runs?: number | null;
  /** Only runs of this branch. */
  branch?: string | null;
  /** How often the confidence interval covers the mean. */
  confidence?: number;
  /** How many resamples the bootstrap draws. */
  resamples?: number;
  /** What they are drawn by: the same seed and samples give the same interval everywhere. */
  seed?: number;
  /** How the interval follows from the means of the resamples: between two percentiles, or corrected for bias and skewness. */
  method?: "percentile" | "bca";
};

/** What `summarize` answers. */
export type SummarizeResult = {
  /** The arithmetic mean. */
  mean: number;
  /** The median. */
  median: number;
  /** The standard deviation, with n - 1 in the denominator; 0 of one sample. */
  std: number;
  /** The smallest sample. */
  min: number;
  /** The largest sample. */
  max: number;
  /** The coefficient of variation, std / mean; 0 where the mean is 0. */
  cv: number;
  /** The lower bound of the mean's confidence interval. */
  ci_lower: number;
  /** The upper bound of the mean's confidence interval. */
  ci_upper: number;
  /** How many samples. */
  n: number;
  /** Whether cv is below 0.1. */
  is_stable: boolean;
};

/** What `outliers` takes. The samples that lie far from the median: whose modified z-score, 0.6745 |x - median| / MAD, exceeds a threshold. */
export type OutliersParams = {
  /** The samples; of fewer than three none is an outlier. */
  samples: number[];
  /** The largest modified z-score that is no outlier. */
  threshold?: number;
};

/** What `outliers` answers. */
export type OutliersResult = {
  /** Where in the samples they are, from 0, in rising order. */
  indices: number[];
};

/** What `significance` takes. Tests, two-sided, whether two samples differ, and says how much. */
export type SignificanceParams = {
  /** One sample. */
  a: number[];
  /** The other; for wilcoxon the partner of each number of a. */
  b: number[];
  /** The test: of means, of which sample is larger more often, or of pairs. */
  test: "welch_t_test" | "mann_whitney_u" | "wilcoxon";
  /** The level: the difference is significant when p_value is below. */
  alpha?: number;
};

/** What `significance` answers. */
export type SignificanceResult = {
  /** t, U of a, or the smaller sum of ranks; null where t is infinite, for the means differ and neither sample varies. */
  statistic: number | null;
  /** How probable such a statistic would be if there were no difference; two-sided. */
  p_value: number;
  /** Cohen's d: how many standard deviations the means lie apart. */
  effect_size: number;
  /** Whether p_value is below alpha. */
  significant: boolean;
  /** The test. */
  method: "welch_t_test" | "mann_whitney_u" | "wilcoxon";
};

/** What `scalingFit` takes. Fits value = coefficient × size^exponent, by least squares on the logarithms, and names the complexity class. */
export type ScalingFitParams = {
  /** The sizes. Where size or value is not above 0 the pair is left out. */
  sizes: number[];
  /** What was measured at each size. */
  values: number[];
};

/** What `scalingFit` answers. */
export type ScalingFitResult = {
  /** The value at size 1. */
  coefficient: number;
  /** The power of the size, to four digits behind the point. */
  exponent: number;
  /** The share of the logarithms' variance that the fit explains, to six digits. */
  r_squared: number;
  /** The complexity class, as O(n) or O(n^2.5). */
  complexity: string;
};

/** What `paretoFront` takes. The points of a run that no other beats: at least as good in every metric, and better in one. */
export type ParetoFrontParams = {
  /** The run; "latest", the newest, when left out. */
  run_id?: string | null;
  /** The run itself, in place of run_id. */
  run?: {
    /** The run's identifier; made by the server when left out. */
    id?: string;
    /** When it ran, ISO 8601; UTC unless it says otherwise. */
    timestamp?: string;
    /** The commit it measured. */
    commit?: string | null;
    /** The branch it measured. */
    branch?: string | null;
    /** The machine and software it ran on. */
    environment?: Record<string, unknown>;
    /** Anything the harness wants kept. */
    metadata?: Record<string, unknown>;
    /** How to interpret the metrics, by name. */
    metric_defs?: Record<string, {
      /** The metric's name; the key's where left out. */
      name?: string;
      /** The unit of the values. */
      unit?: string;
      /** Which way the metric improves. */
      direction: "higher" | "lower" | "info";
      /** The heading it is shown under. */
      group?: string;
      /** How prominent it is in reports. */
      priority?: "primary" | "secondary";
      /** What it measures. */
      description?: string;
      [member: string]: unknown;
    }>;
    /** What was measured. */
    points?: Array<{
      /** The benchmark and configuration, as CV-1/small. */
      name: string;
      /** The scenario the point belongs to. */
      scenario?: string;
      /** What tells points of one name apart. */
      tags?: Record<string, string>;
      /** The metrics by name. */
      metrics?: Record<string, {
        /** The measured value; null or NaN when there is none. */
        value: number | null;
        /** Lower confidence bound. */
        lower?: number | null;
        /** Upper confidence bound. */
        upper?: number | null;
        /** Raw samples in the order taken. */
        samples?: Array<number | null> | null;
        [member: string]: unknown;
      }>;
      [member: string]: unknown;
    }>;
    [member: string]: unknown;
  } | null;
  /** The metrics' names, at least one; a point without one of them is left out. */
  metrics: string[];
};

/** What `paretoFront` answers. */
export type ParetoFrontResult = {
  /** The points, with all their metrics, in the run's order. */
  points: Array<{
    /** The benchmark and configuration, as CV-1/small. */
    name: string;
    /** The scenario the point belongs to. */
    scenario?: string;
    /** What tells points of one name apart. */
    tags?: Record<string, string>;
    /** The metrics by name. */
    metrics?: Record<string, {
      /** The measured value; null or NaN when there is none. */
      value: number | null;
      /** Lower confidence bound. */
      lower?: number | null;
      /** Upper confidence bound. */
      upper?: number | null;
      /** Raw samples in the order taken. */
      samples?: Array<number | null> | null;
      [member: string]: unknown;
    }>;
    [member: string]: unknown;
  }>;
};

/** What `changePoints` takes. Where numbers, or the values of a metric through the runs, change for good, for a moment, or in their noise. */
export type ChangePointsParams = {
  /** The numbers, oldest first. */
  values?: number[] | null;
  /** In place of values: the metric whose values through the runs they are. */
  metric?: string | null;
  /** The metric's point. */
  point?: string | null;
  /** Tags that the point must have; it may have more. */
  tags?: Record<string, string>;
  /** How many of the newest runs that have the metric; all when left out. */
  n_runs?: number | null;
  /** Only runs of this branch. */
  branch?: string | null;
  /** How they are found: robust is ours, which knows of spikes, autocorrelation and changes of noise; the others find shifts only: otava as Apache Otava does, pelt by exact least squares. */
  method?: "robust" | "otava" | "pelt";
  /** The kinds that are wanted; all when left out. */
  kinds?: Array<"shift" | "spike" | "noise_changed"> | null;
};

/** What `changePoints` answers. */
export type ChangePointsResult = {
  /** The change points, oldest first. */
  change_points: Array<{
    /** The place of the first value that is different, from 0. */
    index: number;
    /** The run that this value is of, where the series is one of runs. */
    run_id?: string | null;
    /** What changed: the level, the level for one value or two, or the spread. */
    kind: "shift" | "spike" | "noise_changed";
    /** The median before, since the last shift; of noise_changed, the spread. */
    before: number;
    /** The median after, up to the next shift; of noise_changed, the spread. */
    after: number;
    /** (after - before) / |before|: 0.1 is 10 %; null where before is 0. */
    effect: number | null;
    /** The lower end of the effect's confidence interval of 95 %. */
    effect_lower?: number | null;
    /** Its upper end. */
    effect_upper?: number | null;
    /** How probable such a change would be if there were none. */
    p_value: number;
    /** How many values the level before rests on. */
    count_before: number;
    /** How many values the level after rests on. */
    count_after: number;
  }>;
  /** How many values were looked at. */
  n: number;
};

/** What `validate` takes. Flags the values of a curve that are regressions, outliers or out of range, and says what to draw over its plot. */
export type ValidateParams = {
  /** The validator; schemas/validate.NAME.json lists the parameters of each. */
  validator?: string | null;
  /** The parameters of the validator. */
  params?: {
    /** The validator; the other members are its parameters. */
    name?: string;
    /** Taken as LLview's rules have it, and ignored: the values come with their x. */
    x_col?: string | null;
    /** Whether x is seconds since 1970, to be drawn as 2024-06-05 12:00:00, UTC. */
    is_ts?: boolean;
    [member: string]: unknown;
  } | null;
  /** In place of validator and params: several, each with its name; a value is good when none flags it. */
  rules?: Array<{
    /** The validator; the other members are its parameters. */
    name?: string;
    /** Taken as LLview's rules have it, and ignored: the values come with their x. */
    x_col?: string | null;
    /** Whether x is seconds since 1970, to be drawn as 2024-06-05 12:00:00, UTC. */
    is_ts?: boolean;
    [member: string]: unknown;
  }> | null;
  /** The values, in the order of their x; null where none was measured. */
  values: Array<number | null>;
  /** Where each value is on the x-axis: numbers, as seconds since 1970, or strings; without, nothing is drawn. */
  x?: Array<number | string> | null;
};

/** What `validate` answers. */
export type ValidateResult = {
  /** Of each value, whether no rule flagged it. */
  ok: boolean[];
  /** The places of the values that a rule flagged, from 0, in rising order. */
  flagged: number[];
  /** What each rule flagged, in their order. */
  rules: Array<{
    /** The validator. */
    name: string;
    /** The places of the values that it flagged, from 0, in rising order. */
    flagged: number[];
  }>;
  /** What they draw over the plot. */
  layout: {
    /** Rectangles of the plot's full height, below the data. */
    rects: Array<{
      /** Where it begins, in the data's x. */
      x0: number | string;
      /** Where it ends. */
      x1: number | string;
      /** Its colour: rgba(255, 0, 0, 0.2). */
      fill: string;
    }>;
    /** Straight lines. */
    lines: Array<{
      /** Where it begins. */
      x0: number | string;
      /** Where it ends. */
      x1: number | string;
      /** The value that it begins at. */
      y0: number;
      /** The value that it ends at. */
      y1: number;
      /** What x0 and x1 are: the data's x, or shares of the plot's width. */
      xref: "x" | "paper";
      /** Its colour: rgba(255, 0, 0, 0.7). */
      color: string;
      /** Its width in pixels. */
      width: number;
      /** Whether it is drawn solid, with points or with dashes. */
      dash: "solid" | "dot" | "dash";
    }>;
    /** Arrows. */
    arrows: Array<{
      /** Where its head is. */
      x: number | string;
      /** The value at its head. */
      y: number;
      /** Where its tail is. */
      ax: number | string;
      /** The value at its tail. */
      ay: number;
      /** Its colour: rgba(255, 0, 0, 0.7). */
      color: string;
    }>;
    /** Texts. */
    texts: Array<{
      /** Where it is: the data's x; of min and max, a share of the plot's width. */
      x: number | string;
      /** The value that it is at. */
      y: number;
      /** What it says; HTML entities stand for their characters. */
      text: string;
      /** Its colour: rgba(255, 0, 0, 0.7). */
      color: string;
      /** Its size in points. */
      size: number;
      /** Which part of it is at x. */
      xanchor: "left" | "center" | "right";
      /** Which part of it is at y. */
      yanchor: "top" | "middle" | "bottom";
    }>;
  };
};

/** What `startExecution` takes. Begins an execution. Again, with the same id, it is a sign that the execution lives. */
export type StartExecutionParams = {
  /** What is executed. */
  pipeline_name: string;
  /** Its identifier; the server makes one when left out. */
  execution_id?: string | null;
  /** What tells it from others. */
  tags?: Record<string, string>;
  /** What else is known of it. */
  metadata?: Record<string, unknown>;
};

/** What `startExecution` answers. */
export type StartExecutionResult = {
  /** Its identifier. */
  execution_id: string;
  /** When it began, ISO 8601, UTC. */
  started_at: string;
  /** Whether it began now; false when it runs already. */
  created: boolean;
};

/** What `finishExecution` takes. Ends an execution, and answers with what is known of it. */
export type FinishExecutionParams = {
  /** Its identifier. */
  execution_id: string;
  /** Whether it ended well. */
  success: boolean;
  /** Seconds it took; measured by the server when left out. */
  execution_time?: number | null;
  /** What is known of it now, overlaid on what was known at its start. */
  metadata?: Record<string, unknown>;
};

/** What `finishExecution` answers. */
export type FinishExecutionResult = {
  /** Its identifier. */
  execution_id: string;
  /** What was executed. */
  pipeline_name: string;
  /** How it stands; lost when nothing was heard of it for 60 seconds. */
  state: "running" | "succeeded" | "failed" | "lost";
  /** When it began, ISO 8601, UTC. */
  started_at: string;
  /** When it ended, ISO 8601, UTC. */
  finished_at?: string | null;
  /** Seconds from beginning to end. */
  execution_time?: number | null;
  /** What tells it from others. */
  tags?: Record<string, string>;
  /** What else is known of it. */
  metadata?: Record<string, unknown>;
};

/** What `listExecutions` takes. The executions, the latest first, a part at a time. */
export type ListExecutionsParams = {
  /** Only this one. */
  execution_id?: string | null;
  /** Only executions of this pipeline. */
  pipeline_name?: string | null;
  /** Only executions that stand so. */
  state?: "running" | "succeeded" | "failed" | "lost" | null;
  /** Only executions that have these tags. */
  tags?: Record<string, string>;
  /** Only executions that began at or after this moment, ISO 8601. */
  since?: string | null;
  /** How many at most. */
  limit?: number;
  /** Where to go on: the next_cursor of the part before. */
  cursor?: number | null;
};

/** What `listExecutions` answers. */
export type ListExecutionsResult = {
  /** The executions, the latest first. */
  executions: Array<{
    /** Its identifier. */
    execution_id: string;
    /** What was executed. */
    pipeline_name: string;
    /** How it stands; lost when nothing was heard of it for 60 seconds. */
    state: "running" | "succeeded" | "failed" | "lost";
    /** When it began, ISO 8601, UTC. */
    started_at: string;
    /** When it ended, ISO 8601, UTC. */
    finished_at?: string | null;
    /** Seconds from beginning to end. */
    execution_time?: number | null;
    /** What tells it from others. */
    tags?: Record<string, string>;
    /** What else is known of it. */
    metadata?: Record<string, unknown>;
  }>;
  /** Where the list goes on; null at its end. */
  next_cursor?: number | null;
};

/** What `recordExecution` takes. Records an execution that has ended: its time and whether it succeeded count for the health of its pipeline. */
export type RecordExecutionParams = {
  /** What was executed. */
  pipeline_name: string;
  /** How long it took, seconds. */
  execution_time: number;
  /** Whether it did what it should. */
  success: boolean;
  /** What else is known of it; alerts that it raises tell it. */
  metadata?: Record<string, unknown>;
};

/** What `recordExecution` answers. */
export type RecordExecutionResult = {
  /** The alerts that it raised: over 20 % slower than the baseline; more than 0.3 of the last 20 of its pipeline failed. */
  alerts: Array<{
    /** Its identifier. */
    alert_id: string;
    /** How it stands. */
    state: "firing" | "acknowledged" | "resolved";
    /** How bad it is, at its worst so far. */
    severity: "info" | "warning" | "error" | "critical";
    /** What is the matter, a sentence. */
    message: string;
    /** The metric it is about. */
    metric_name: string;
    /** The metric's value when it was raised. */
    metric_value: number;
    /** What the value was held against. */
    threshold: number;
    /** When it was raised, ISO 8601, UTC. */
    timestamp: string;
    /** How often the threshold was violated since; 1 for one that no threshold raised. */
    count?: number;
    /** The latest value that violated the threshold. */
    last_value: number;
    /** When it was last heard of, ISO 8601, UTC. */
    updated_at: string;
    /** When it was acknowledged, ISO 8601, UTC. */
    acknowledged_at?: string | null;
    /** When it was resolved, ISO 8601, UTC. */
    resolved_at?: string | null;
    /** The kind of threshold that raised it; left out when an execution or a call did. */
    when?: "above" | "below" | "worse" | "absent" | null;
    /** Whose metric it is: an execution, a point of a run, a host. */
    subject?: string | null;
    /** What else is known. */
    metadata?: Record<string, unknown>;
  }>;
};

/** What `setPerformanceBaseline` takes. Says how long the executions of a pipeline should take; over 20 % more raises an alert. */
export type SetPerformanceBaselineParams = {
  /** The pipeline; _latency or _time may stand behind its name. */
  metric_name: string;
  /** How long an execution should take, seconds. */
  baseline_value: number;
};

/** What `setPerformanceBaseline` answers. */
export type SetPerformanceBaselineResult = Record<string, never>;

/** What `healthReport` takes. How well pipelines do: rates and times of their last 1,000 executions, and what follows. */
export type HealthReportParams = {
  /** The pipelines to tell of; all when left out. */
  pipelines?: string[];
};

/** What `healthReport` answers. */
export type HealthReportResult = {
  /** That of the pipeline that does worst. */
  overall_health: "healthy" | "degraded" | "critical";
  /** The pipelines, in the order they were first heard of. */
  pipelines: Record<string, {
    /** Its executions so far. */
    total_executions: number;
    /** The part of the last 1,000 that succeeded, 0 to 1. */
    success_rate: number;
    /** The part of the last 1,000 that failed, and those lost now, 0 to 1. */
    error_rate: number;
    /** The mean time of the last 1,000, seconds. */
    mean_execution_time: number;
    /** The shortest time of the last 1,000, seconds. */
    min_execution_time: number;
    /** The longest time of the last 1,000, seconds. */
    max_execution_time: number;
    /** The median time of the last 1,000, seconds. */
    p50_execution_time: number;
    /** The 95th percentile of the last 1,000, seconds. */
    p95_execution_time: number;
    /** The 99th percentile of the last 1,000, seconds. */
    p99_execution_time: number;
    /** The mean time of the last 20, seconds. */
    recent_execution_time: number;
    /** What the times are held against, seconds. */
    baseline?: number | null;
    /** degraded above an error rate of 0.2 or when the last 20 take over 20 % longer than the baseline, critical above 0.5. */
    health: "healthy" | "degraded" | "critical";
  }>;
  /** What execution times are held against, seconds. */
  baselines: Record<string, number>;
  /** The executions of these pipelines so far. */
  total_executions: number;
};

/** What `triggerAlert` takes. Raises an alert. Each call raises one of its own, which stays until it is cleared. */
export type TriggerAlertParams = {
  /** What is the matter, a sentence. */
  message: string;
  /** How bad it is. */
  severity: "info" | "warning" | "error" | "critical";
  /** The metric it is about. */
  metric_name: string;
  /** The metric's value. */
  metric_value: number;
  /** What the value is held against. */
  threshold: number;
  /** What else is known. */
  metadata?: Record<string, unknown>;
};

/** What `triggerAlert` answers. */
export type TriggerAlertResult = {
  /** Its identifier. */
  alert_id: string;
  /** How it stands. */
  state: "firing" | "acknowledged" | "resolved";
  /** How bad it is, at its worst so far. */
  severity: "info" | "warning" | "error" | "critical";
  /** What is the matter, a sentence. */
  message: string;
  /** The metric it is about. */
  metric_name: string;
  /** The metric's value when it was raised. */
  metric_value: number;
  /** What the value was held against. */
  threshold: number;
  /** When it was raised, ISO 8601, UTC. */
  timestamp: string;
  /** How often the threshold was violated since; 1 for one that no threshold raised. */
  count?: number;
  /** The latest value that violated the threshold. */
  last_value: number;
  /** When it was last heard of, ISO 8601, UTC. */
  updated_at: string;
  /** When it was acknowledged, ISO 8601, UTC. */
  acknowledged_at?: string | null;
  /** When it was resolved, ISO 8601, UTC. */
  resolved_at?: string | null;
  /** The kind of threshold that raised it; left out when an execution or a call did. */
  when?: "above" | "below" | "worse" | "absent" | null;
  /** Whose metric it is: an execution, a point of a run, a host. */
  subject?: string | null;
  /** What else is known. */
  metadata?: Record<string, unknown>;
};

/** What `listAlerts` takes. The alerts, the latest first. */
export type ListAlertsParams = {
  /** How many at most. */
  count?: number;
  /** Only alerts of this severity. */
  severity?: "info" | "warning" | "error" | "critical" | null;
  /** Only alerts about this metric. */
  metric_name?: string | null;
  /** Only alerts that stand so; every state when left out. */
  state?: "firing" | "acknowledged" | "resolved" | null;
  /** Only alerts that were raised at or after this moment, ISO 8601. */
  since?: string | null;
};

/** What `listAlerts` answers. */
export type ListAlertsResult = {
  /** The alerts, the latest first. */
  alerts: Array<{
    /** Its identifier. */
    alert_id: string;
    /** How it stands. */
    state: "firing" | "acknowledged" | "resolved";
    /** How bad it is, at its worst so far. */
    severity: "info" | "warning" | "error" | "critical";
    /** What is the matter, a sentence. */
    message: string;
    /** The metric it is about. */
    metric_name: string;
    /** The metric's value when it was raised. */
    metric_value: number;
    /** What the value was held against. */
    threshold: number;
    /** When it was raised, ISO 8601, UTC. */
    timestamp: string;
    /** How often the threshold was violated since; 1 for one that no threshold raised. */
    count?: number;
    /** The latest value that violated the threshold. */
    last_value: number;
    /** When it was last heard of, ISO 8601, UTC. */
    updated_at: string;
    /** When it was acknowledged, ISO 8601, UTC. */
    acknowledged_at?: string | null;
    /** When it was resolved, ISO 8601, UTC. */
    resolved_at?: string | null;
    /** The kind of threshold that raised it; left out when an execution or a call did. */
    when?: "above" | "below" | "worse" | "absent" | null;
    /** Whose metric it is: an execution, a point of a run, a host. */
    subject?: string | null;
    /** What else is known. */
    metadata?: Record<string, unknown>;
  }>;
};

/** What `acknowledgeAlert` takes. Says that somebody knows of an alert, until it becomes worse or is resolved. */
export type AcknowledgeAlertParams = {
  /** The alert's identifier. */
  alert_id: string;
};

/** What `acknowledgeAlert` answers. */
export type AcknowledgeAlertResult = {
  /** Its identifier. */
  alert_id: string;
  /** How it stands. */
  state: "firing" | "acknowledged" | "resolved";
  /** How bad it is, at its worst so far. */
  severity: "info" | "warning" | "error" | "critical";
  /** What is the matter, a sentence. */
  message: string;
  /** The metric it is about. */
  metric_name: string;
  /** The metric's value when it was raised. */
  metric_value: number;
  /** What the value was held against. */
  threshold: number;
  /** When it was raised, ISO 8601, UTC. */
  timestamp: string;
  /** How often the threshold was violated since; 1 for one that no threshold raised. */
  count?: number;
  /** The latest value that violated the threshold. */
  last_value: number;
  /** When it was last heard of, ISO 8601, UTC. */
  updated_at: string;
  /** When it was acknowledged, ISO 8601, UTC. */
  acknowledged_at?: string | null;
  /** When it was resolved, ISO 8601, UTC. */
  resolved_at?: string | null;
  /** The kind of threshold that raised it; left out when an execution or a call did. */
  when?: "above" | "below" | "worse" | "absent" | null;
  /** Whose metric it is: an execution, a point of a run, a host. */
  subject?: string | null;
  /** What else is known. */
  metadata?: Record<string, unknown>;
};

/** What `clearAlerts` takes. Forgets all alerts. A threshold that is violated still raises a new one. */
export type ClearAlertsParams = Record<string, never>;

/** What `clearAlerts` answers. */
export type ClearAlertsResult = Record<string, never>;

/** What `setThreshold` takes. Holds a metric against a threshold from now on, in place of the one of the same metric and kind. */
export type SetThresholdParams = {
  /** The metric: a key that is recorded, a metric of runs, or a source of the monitor as cpu_percent. */
  metric_name: string;
  /** The value that is still good; needed unless when is absent. */
  threshold?: number | null;
  /** What violates it: a value above it, one below it, one that is worse by the metric's direction; or absent, no value for for_seconds. */
  when?: "above" | "below" | "worse" | "absent";
  /** How bad a violation is; when left out, by value/threshold (for below threshold/value): over 2 critical, over 1.5 error, over 1.2 warning, else info; absent is an error. */
  severity?: "info" | "warning" | "error" | "critical" | null;
  /** Seconds that the violation lasts before it is told. */
  for_seconds?: number;
};

/** What `setThreshold` answers. */
export type SetThresholdResult = Record<string, never>;

/** What `removeThreshold` takes. Takes thresholds of a metric away; the alerts that they have raised are resolved. */
export type RemoveThresholdParams = {
  /** The metric. */
  metric_name: string;
  /** The kind of threshold; all of the metric when left out. */
  when?: "above" | "below" | "worse" | "absent" | null;
};

/** What `removeThreshold` answers. */
export type RemoveThresholdResult = Record<string, never>;

/** What `startMonitoring` takes. Has the server look at what it, its host, disk and GPUs use, every so many seconds, also after a restart. */
export type StartMonitoringParams = {
  /** Seconds between two looks. */
  interval?: number;
};

/** What `startMonitoring` answers. */
export type StartMonitoringResult = Record<string, never>;

/** What `stopMonitoring` takes. Has the server look at its sources no more. What is recorded or ingested is still held against thresholds. */
export type StopMonitoringParams = Record<string, never>;

/** What `stopMonitoring` answers. */
export type StopMonitoringResult = Record<string, never>;

/** What `monitoringSummary` takes. The thresholds, how many alerts there are, and the latest values of what is monitored. */
export type MonitoringSummaryParams = Record<string, never>;

/** What `monitoringSummary` answers. */
export type MonitoringSummaryResult = {
  /** The threshold of each metric that has one; of several the first. */
  thresholds: Record<string, number>;
  /** The thresholds with all that was said of them, in the order they were set. */
  rules: Array<{
    /** The metric: a key that is recorded, a metric of runs, or a source of the monitor as cpu_percent. */
    metric_name: string;
    /** The value that is still good; needed unless when is absent. */
    threshold?: number | null;
    /** What violates it: a value above it, one below it, one that is worse by the metric's direction; or absent, no value for for_seconds. */
    when?: "above" | "below" | "worse" | "absent";
    /** How bad a violation is; when left out, by value/threshold (for below threshold/value): over 2 critical, over 1.5 error, over 1.2 warning, else info; absent is an error. */
    severity?: "info" | "warning" | "error" | "critical" | null;
    /** Seconds that the violation lasts before it is told. */
    for_seconds?: number;
  }>;
  /** How many alerts are kept, whatever their state. */
  alert_count: number;
  /** The latest values of each metric that has a threshold, and of each source while it is looked at. */
  metric_history: Record<string, {
    /** The latest value. */
    latest: number;
    /** The smallest of the values. */
    min: number;
    /** The largest of the values. */
    max: number;
    /** The mean of the values. */
    mean: number;
    /** How many values: the last 100 of each execution, point or host. */
    samples: number;
  }>;
  /** Whether sources are looked at. */
  is_monitoring: boolean;
  /** Seconds between two looks. */
  interval?: number | null;
  /** Metrics with a threshold of the kind worse whose direction is defined nowhere: it cannot be violated. */
  undirected?: string[];
};

/** What `defineMetric` takes. Names a series of an execution, says how it is shown, and answers with its handle. */
export type DefineMetricParams = {
  /** The execution; the always-open "default" when left out. */
  execution_id?: string | null;
  /** The metric's key. */
  key: string;
  /** The chart it belongs to; one of its own when left out. */
  group?: {
    /** The group's name: its metrics share a chart and its x-axis. */
    name: string;
    /** What the x-axis counts. */
    units?: string | null;
    /** The x-axis's lower end; chosen by the values when left out. */
    lower?: number | null;
    /** The x-axis's upper end; chosen by the values when left out. */
    upper?: number | null;
  } | null;
  /** Its y-axis. */
  scale?: {
    /** The scale's name: metrics of a group that name the same one share a y-axis. */
    name?: string | null;
    /** The unit of the values. */
    units?: string | null;
    /** The y-axis's lower end; chosen by the values when left out. */
    lower?: number | null;
    /** The y-axis's upper end; chosen by the values when left out. */
    upper?: number | null;
    /** Whether the value is progress towards upper, shown as a bar. */
    progress?: boolean;
  } | null;
  /** Samples a second that its clients send at most; all when left out. */
  throttle?: number | null;
};

/** What `defineMetric` answers. */
export type DefineMetricResult = {
  /** Its handle: what record and querySeries on this connection may name it by. */
  series: number;
};

/** What `record` takes. Records samples: points of a series, one value of a metric, or samples of several; all of them or none. */
export type RecordParams = {
  /** The handle of a series, as defineMetric answered it. */
  series?: number | null;
  /** Its samples, [at, value] each. */
  points?: [number, number][];
  /** The execution of key; the always-open "default" when left out. */
  execution_id?: string | null;
  /** The metric's key; it is defined by its first sample unless defineMetric did. */
  key?: string | null;
  /** The value, a finite number. */
  value?: number | null;
  /** The x-value; seconds since the execution's start (Unix seconds in "default") if left out. */
  at?: number | null;
  /** Samples of several series. */
  samples?: Array<{
    /** The handle of a series. */
    series?: number | null;
    /** The execution of key; "default" when left out. */
    execution_id?: string | null;
    /** The metric's key. */
    key?: string | null;
    /** The value, a finite number. */
    value: number;
    /** The x-value; the time when left out. */
    at?: number | null;
  }>;
  /** A name of the recording process that no other has; needs seq. */
  producer?: string | null;
  /** The number of the first sample here; the producer counts all its samples from 1. */
  seq?: number | null;
};

/** What `record` answers. */
export type RecordResult = {
  /** How many samples were stored now. */
  accepted: number;
  /** How many had been stored before, by producer and seq. */
  duplicates: number;
  /** The number of the producer's next sample. */
  next_seq?: number | null;
};

/** What `listSeries` takes. The series, in the order they were defined, a part at a time. */
export type ListSeriesParams = {
  /** Only series of this execution. */
  execution_id?: string | null;
  /** Only series with one of these keys. */
  keys?: string[];
  /** How many at most. */
  limit?: number;
  /** Where to go on: the next_cursor of the part before. */
  cursor?: number | null;
};

/** What `listSeries` answers. */
export type ListSeriesResult = {
  /** The series, in the order they were defined. */
  series: Array<{
    /** Its handle, for record and querySeries. */
    series: number;
    /** The execution it belongs to. */
    execution_id: string;
    /** The metric's key. */
    key: string;
    /** The chart it belongs to; one of its own when left out. */
    group?: {
      /** The group's name: its metrics share a chart and its x-axis. */
      name: string;
      /** What the x-axis counts. */
      units?: string | null;
      /** The x-axis's lower end; chosen by the values when left out. */
      lower?: number | null;
      /** The x-axis's upper end; chosen by the values when left out. */
      upper?: number | null;
    } | null;
    /** Its y-axis. */
    scale?: {
      /** The scale's name: metrics of a group that name the same one share a y-axis. */
      name?: string | null;
      /** The unit of the values. */
      units?: string | null;
      /** The y-axis's lower end; chosen by the values when left out. */
      lower?: number | null;
      /** The y-axis's upper end; chosen by the values when left out. */
      upper?: number | null;
      /** Whether the value is progress towards upper, shown as a bar. */
      progress?: boolean;
    } | null;
    /** Samples a second that its clients send at most; all when left out. */
    throttle?: number | null;
    /** How many samples it has. */
    count: number;
    /** The sample that was recorded last, [at, value]. */
    last?: [number, number] | null;
  }>;
  /** Where the list goes on; null at its end. */
  next_cursor?: number | null;
};

/** What `querySeries` takes. The samples of a series, ordered by x, reduced to what a chart can show when asked. */
export type QuerySeriesParams = {
  /** The handle of the series. */
  series?: number | null;
  /** The execution of key; "default" when left out. */
  execution_id?: string | null;
  /** The metric's key. */
  key?: string | null;
  /** The smallest x. */
  from?: number | null;
  /** The largest x. */
  to?: number | null;
  /** How many samples at most: more are reduced to the first, last, smallest and largest of equal parts of x. */
  max_points?: number | null;
  /** By x, or as they were recorded. */
  order?: "at" | "recorded";
};

/** What `querySeries` answers. */
export type QuerySeriesResult = {
  /** The handle of the series. */
  series: number;
  /** The execution it belongs to. */
  execution_id: string;
  /** The metric's key. */
  key: string;
  /** How many samples there are between from and to. */
  count: number;
  /** How many samples the series has in all: an event's first counts from there on. */
  total: number;
  /** How many more samples there may be that cannot be read. */
  lost: number;
  /** Why they cannot be read, a sentence for each place. */
  damage?: string[] | null;
  /** Whether there are fewer points than samples. */
  reduced: boolean;
  /** The samples, [at, value] each. */
  points: [number, number][];
};

/** What `pruneSeries` takes. Removes the oldest segments of recorded samples, by age or size; tells first what would go. */
export type PruneSeriesParams = {
  /** Seconds for which a segment is kept after its last sample. */
  max_age?: number | null;
  /** Bytes that all segments together may take; the oldest go first. */
  max_bytes?: number | null;
  /** Whether only to tell what would be removed. */
  dry_run?: boolean;
};

/** What `pruneSeries` answers. */
export type PruneSeriesResult = {
  /** The segments that go, the oldest first. */
  segments: Array<{
    /** The file, relative to the data directory. */
    file: string;
    /** Its size. */
    bytes: number;
    /** How many samples are in it. */
    samples: number;
    /** When the last of them was recorded, at the latest; ISO 8601, UTC. */
    recorded_until: string;
  }>;
  /** Whether they were only named. */
  dry_run: boolean;
};

/** What `setBenchmark` takes. Stores the configuration of a benchmark, and what was to be known when its results were collected, in place of what it was. */
export type SetBenchmarkParams = {
  /** Its key: the name of its points. */
  name: string;
  /** Its configuration, without credentials. */
  configuration: unknown;
  /** The file that the configuration was in, as whoever collected named it. */
  configuration_file?: string | null;
  /** When its results were last collected, UTC; empty where never. */
  collected_at?: string;
  /** What they were collected from, without credentials. */
  host?: string | null;
  /** The commit of the source that they are of. */
  commit?: string | null;
  /** The result files that runs were made of. */
  files?: Array<{
    /** The tab. */
    tab?: string;
    /** Its path within its source. */
    path: string;
    /** The run. */
    run_id: string;
  }>;
  /** What was to be known then. */
  messages?: Array<{
    /** How much it matters: an error costs rows, a tab or the benchmark. */
    severity?: "info" | "warning" | "error" | "critical";
    /** When it was found, UTC; empty where it is found anew each time. */
    time?: string;
    /** The benchmark's key. */
    benchmark?: string;
    /** The tab of its page; empty for all of it. */
    tab?: string;
    /** The configuration, or the result file within its source; empty for neither. */
    file?: string;
    /** The line in the file, from 1. */
    line?: number | null;
    /** What is wrong, and what to do. */
    message: string;
    [member: string]: unknown;
  }>;
  /** What validators of the operator's own said of its curves then. */
  judgements?: Array<{
    /** The tab. */
    tab?: string;
    /** The plot, by its place among all plots of the tab, from 0. */
    plot: number;
    /** The rule, by its place among those of the plot's metric, from 0. */
    rule: number;
    /** The values that tell the curve apart, by metric. */
    curve: Record<string, string>;
    /** The points that it flagged. */
    flagged: Array<{
      /** The run. */
      run_id: string;
      /** The point's place in it, from 0. */
      point: number;
    }>;
    /** What it draws: shapes of Plotly. */
    shapes?: unknown[];
    /** What it draws: annotations of Plotly. */
    annotations?: unknown[];
    [member: string]: unknown;
  }>;
};

/** What `setBenchmark` answers. */
export type SetBenchmarkResult = {
  /** The benchmark. */
  name: string;
  /** Whether it is new. */
  created: boolean;
};

/** What `getBenchmark` takes. A benchmark as it was stored: its configuration, and what was collected for it. */
export type GetBenchmarkParams = {
  /** The benchmark's key. */
  name: string;
};

/** What `getBenchmark` answers. */
export type GetBenchmarkResult = {
  /** Its key: the name of its points. */
  name: string;
  /** Its configuration, without credentials. */
  configuration: unknown;
  /** The file that the configuration was in, as whoever collected named it. */
  configuration_file?: string | null;
  /** When its results were last collected, UTC; empty where never. */
  collected_at?: string;
  /** What they were collected from, without credentials. */
  host?: string | null;
  /** The commit of the source that they are of. */
  commit?: string | null;
  /** The result files that runs were made of. */
  files?: Array<{
    /** The tab. */
    tab?: string;
    /** Its path within its source. */
    path: string;
    /** The run. */
    run_id: string;
  }>;
  /** What was to be known then. */
  messages?: Array<{
    /** How much it matters: an error costs rows, a tab or the benchmark. */
    severity?: "info" | "warning" | "error" | "critical";
    /** When it was found, UTC; empty where it is found anew each time. */
    time?: string;
    /** The benchmark's key. */
    benchmark?: string;
    /** The tab of its page; empty for all of it. */
    tab?: string;
    /** The configuration, or the result file within its source; empty for neither. */
    file?: string;
    /** The line in the file, from 1. */
    line?: number | null;
    /** What is wrong, and what to do. */
    message: string;
    [member: string]: unknown;
  }>;
  /** What validators of the operator's own said of its curves then. */
  judgements?: Array<{
    /** The tab. */
    tab?: string;
    /** The plot, by its place among all plots of the tab, from 0. */
    plot: number;
    /** The rule, by its place among those of the plot's metric, from 0. */
    rule: number;
    /** The values that tell the curve apart, by metric. */
    curve: Record<string, string>;
    /** The points that it flagged. */
    flagged: Array<{
      /** The run. */
      run_id: string;
      /** The point's place in it, from 0. */
      point: number;
    }>;
    /** What it draws: shapes of Plotly. */
    shapes?: unknown[];
    /** What it draws: annotations of Plotly. */
    annotations?: unknown[];
    [member: string]: unknown;
  }>;
  [member: string]: unknown;
};

/** What `deleteBenchmark` takes. Takes the configuration of a benchmark away; its runs stay. */
export type DeleteBenchmarkParams = {
  /** The benchmark's key. */
  name: string;
};

/** What `deleteBenchmark` answers. */
export type DeleteBenchmarkResult = Record<string, never>;

/** What `benchmarkOverview` takes. The benchmarks with when they ran, how often, and how their last runs fared. */
export type BenchmarkOverviewParams = Record<string, never>;

/** What `benchmarkOverview` answers. */
export type BenchmarkOverviewResult = {
  /** The benchmarks, by name. */
  benchmarks: Array<{
    /** Its key. */
    name: string;
    /** What it is called on pages. */
    title: string;
    /** Its rows in all tabs. */
    runs: {
      /** How many rows there are. */
      total: number;
      /** How many of them did not fail: their status is S or W. */
      valid: number;
      /** When the first was measured, UTC; left out where no row says when. */
      first_run?: string | null;
      /** When the last was measured, UTC. */
      last_run?: string | null;
      /** The statuses of the last five moments, oldest first, as -S-S-F-S-W: S successful, W a validator objects, F failed; a dash before them where there are more. */
      status: string;
    };
    /** How many of its tabs are shown; 1 where it has none. */
    tabs: number;
    /** How many of its tabs cannot be shown, for what their messages say. */
    failed_tabs: number;
    /** How many errors its console has. */
    errors: number;
    /** How many warnings its console has. */
    warnings: number;
    /** When its results were last collected, UTC; empty where never. */
    collected_at: string;
  }>;
};

/** What `benchmark` takes. The tables of a benchmark with the status of every row, what its graphs are, and its error console. */
export type BenchmarkParams = {
  /** The benchmark's key. */
  name: string;
  /** Whether with every point, its values and status. */
  points?: boolean;
};

/** What `benchmark` answers. */
export type BenchmarkResult = {
  /** Its key. */
  name: string;
  /** What it is called on pages. */
  title: string;
  /** What it is, in HTML as its author wrote it: not to be trusted. */
  description: string;
  /** Its rows in all tabs. */
  runs: {
    /** How many rows there are. */
    total: number;
    /** How many of them did not fail: their status is S or W. */
    valid: number;
    /** When the first was measured, UTC; left out where no row says when. */
    first_run?: string | null;
    /** When the last was measured, UTC. */
    last_run?: string | null;
    /** The statuses of the last five moments, oldest first, as -S-S-F-S-W: S successful, W a validator objects, F failed; a dash before them where there are more. */
    status: string;
  };
  /** When its results were last collected, UTC; empty where never. */
  collected_at: string;
  /** What they were collected from. */
  host?: string | null;
  /** The commit of the source that they are of. */
  commit?: string | null;
  /** Its tabs; one without a name where it has none. */
  tabs: Array<{
    /** Its name; empty where there are no tabs. */
    name: string;
    /** Whether it cannot be shown, for what the messages say. */
    failed: boolean;
    /** The columns of the table that tell its rows apart. */
    parameters: Array<{
      /** The metric. */
      metric: string;
      /** What its values are: str, int, float, ts, date or bool. */
      type: string;
      /** Their unit. */
      unit: string;
      /** What it is. */
      description: string;
    }>;
    /** The rows of the table, in the order of their parameters. */
    rows: Array<{
      /** The values of the parameters, joined by _. */
      id: string;
      /** The values of the parameters by metric. */
      parameters: Record<string, unknown>;
      /** Its points. */
      runs: {
        /** How many rows there are. */
        total: number;
        /** How many of them did not fail: their status is S or W. */
        valid: number;
        /** When the first was measured, UTC; left out where no row says when. */
        first_run?: string | null;
        /** When the last was measured, UTC. */
        last_run?: string | null;
        /** The statuses of the last five moments, oldest first, as -S-S-F-S-W: S successful, W a validator objects, F failed; a dash before them where there are more. */
        status: string;
      };
      /** What the values of its graphs were, by metric. */
      values: Record<string, {
        /** The smallest. */
        min: number;
        /** Their mean. */
        mean: number;
        /** The largest. */
        max: number;
        /** The newest. */
        last: number;
      }>;
    }>;
    /** The graphs by tab of the graph area. */
    graphs: Array<{
      /** Its name. */
      name: string;
      /** Its plots, side by side. */
      plots: Array<{
        /** What figure calls it: its place among all plots of the tab, from 0. */
        plot: number;
        /** The metric of the x-axis. */
        x: string;
        /** The metric of the y-axis. */
        y: string;
        /** The metrics that tell its curves apart. */
        group_by: string[];
      }>;
    }>;
    /** Every point, in the order of time, where points is true. */
    points?: Array<{
      /** The run that it is of. */
      run_id: string;
      /** Its place in the run, from 0. */
      point: number;
      /** The row of the table that it belongs to. */
      row: string;
      /** When it was measured, UTC. */
      time?: string | null;
      /** How it fared. */
      status: "S" | "W" | "F";
      /** The values of the metrics; null where one is missing. */
      values: Record<string, unknown>;
    }> | null;
  }>;
  /** What is to be known of it: the error console. */
  messages: Array<{
    /** How much it matters: an error costs rows, a tab or the benchmark. */
    severity?: "info" | "warning" | "error" | "critical";
    /** When it was found, UTC; empty where it is found anew each time. */
    time?: string;
    /** The benchmark's key. */
    benchmark?: string;
    /** The tab of its page; empty for all of it. */
    tab?: string;
    /** The configuration, or the result file within its source; empty for neither. */
    file?: string;
    /** The line in the file, from 1. */
    line?: number | null;
    /** What is wrong, and what to do. */
    message: string;
    [member: string]: unknown;
  }>;
};

/** What `figure` takes. A plot of a benchmark for a row of its table, in Plotly's figure format, with what validators draw. */
export type FigureParams = {
  /** The benchmark's key. */
  name: string;
  /** The tab; empty where the benchmark has none. */
  tab?: string;
  /** The plot, by its place among all plots of the tab, from 0. */
  plot?: number;
  /** The row of the table, by its id; without one the figure has no points. */
  row?: string | null;
  /** The smallest x as the figure has it; the nearest point beyond it is there too, for its line. */
  from?: number | string | null;
  /** The largest x as the figure has it; the nearest point beyond it is there too. */
  to?: number | string | null;
  /** How many points of a curve with one status at most, besides those beyond from and to: more are reduced to the first, last, smallest and largest of equal parts of x, and layout.meta.reduced is true. Categories are never reduced. */
  max_points?: number | null;
};

/** What `figure` answers. */
export type FigureResult = {
  /** The traces of Plotly, one for each curve. The customdata of a point are its status (S, W or F), its run_id, its place in the run, and its annotations; meta says which curve it is and what the annotations are. */
  data: unknown;
  /** The layout of Plotly, with what validators draw as shapes and annotations. */
  layout: unknown;
  /** Attributes that the configuration gives and calibrax itself does not draw, as styles.fill; Plotly does, for they are in the figure. */
  ignored: string[];
};

/** What `subscribe` takes. Has the server tell this connection of what happens, by notifications named event. */
export type SubscribeParams = {
  /** The kinds of events. */
  topics: Array<"samples" | "executions" | "runs" | "alerts">;
  /** Only events that match every member given here. */
  filter?: {
    /** Samples and states of this execution only. */
    execution_id?: string | null;
    /** Samples of these metrics only. */
    keys?: string[];
    /** States of executions of this pipeline only. */
    pipeline_name?: string | null;
    /** Alerts about this metric only. */
    metric_name?: string | null;
    /** Alerts of this severity or a worse one only. */
    severity?: "info" | "warning" | "error" | "critical" | null;
  };
  /** The event to begin with, to go on after a lost connection; the next one when left out. */
  from_seq?: number | null;
  /** What the subscription that from_seq goes on with was answered; a server started since begins with its first event. */
  server_id?: string | null;
};

/** What `subscribe` answers. */
export type SubscribeResult = {
  /** Its number on this connection. */
  subscription: number;
  /** The number of the first event that it can tell of. */
  next_seq: number;
  /** The server from its start to its end: the next one counts events anew. */
  server_id: string;
};

/** What `unsubscribe` takes. Ends a subscription of this connection. */
export type UnsubscribeParams = {
  /** Its number, as subscribe answered it. */
  subscription: number;
};

/** What `unsubscribe` answers. */
export type UnsubscribeResult = Record<string, never>;

/** The methods of the protocol. */
export interface Calls {
  /** Answers {} at once: the server lives. */
  ping(params?: PingParams): Promise<PingResult>;
  /** Name, versions, uptime, limits, durability, and the store with its damaged files. */
  serverInfo(params?: ServerInfoParams): Promise<ServerInfoResult>;
  /** The methods, their parameters, results and errors, as an OpenRPC document. */
  "rpc.discover"(params?: RpcDiscoverParams): Promise<RpcDiscoverResult>;
  /** Shows the server a token; from then on the connection may do what the token's role allows. */
  authenticate(params: AuthenticateParams): Promise<AuthenticateResult>;
  /** Stores a run, or what a benchmark tool wrote; when it is answered that is on the disk. The same id and content again is no error. */
  ingest(params?: IngestParams): Promise<IngestResult>;
  /** The stored runs, newest first, a part at a time. */
  listRuns(params?: ListRunsParams): Promise<ListRunsResult>;
  /** A stored run, whole. */
  getRun(params: GetRunParams): Promise<GetRunResult>;
  /** Takes a stored run away; baselines that are copies of it stay. */
  deleteRun(params: DeleteRunParams): Promise<DeleteRunResult>;
  /** Makes a baseline a copy of a run, in place of what it was. */
  setBaseline(params?: SetBaselineParams): Promise<SetBaselineResult>;
  /** The run that a baseline is a copy of, whole. */
  getBaseline(params?: GetBaselineParams): Promise<GetBaselineResult>;
  /** The baselines, the runs they are copies of, and what was said when they were set. */
  listBaselines(params?: ListBaselinesParams): Promise<ListBaselinesResult>;
  /** What changed the baselines: when, to which run, why and by whom; the newest first. */
  baselineHistory(params?: BaselineHistoryParams): Promise<BaselineHistoryResult>;
  /** Compares a run with a baseline and says which metrics regressed, each in its own direction. */
  check(params?: CheckParams): Promise<CheckResult>;
  /** Which of the policies in config.json holds for a metric of a point, and what it demands. */
  explainPolicy(params: ExplainPolicyParams): Promise<ExplainPolicyResult>;
  /** Which changes of each metric a check by history could see in the noise of earlier runs, and the policies that follow. */
  suggestPolicies(params?: SuggestPoliciesParams): Promise<SuggestPoliciesResult>;
  /** The values of a metric of a point, one a run that has it, oldest first. */
  trend(params: TrendParams): Promise<TrendResult>;
  /** What a run measured, by scenario. */
  summary(params?: SummaryParams): Promise<SummaryResult>;
  /** Ranks the frameworks, or the values of another tag, of a run by a metric, best first. */
  rank(params: RankParams): Promise<RankResult>;
  /** Weighted scores, from 0 to 1, of the frameworks of a run over several metrics. */
  aggregateScore(params: AggregateScoreParams): Promise<AggregateScoreResult>;
  /** Compares runs with each other, metric by metric and over all metrics. */
  compare(params: CompareParams): Promise<CompareResult>;
  /** Where samples, or the values of a metric through the runs, lie, how far they are spread, and a confidence interval of their mean by the bootstrap. */
  summarize(params?: SummarizeParams): Promise<SummarizeResult>;
  /** The samples that lie far from the median: whose modified z-score, 0.6745 |x - median| / MAD, exceeds a threshold. */
  outliers(params: OutliersParams): Promise<OutliersResult>;
  /** Tests, two-sided, whether two samples differ, and says how much. */
  significance(params: SignificanceParams): Promise<SignificanceResult>;
  /** Fits value = coefficient × size^exponent, by least squares on the logarithms, and names the complexity class. */
  scalingFit(params: ScalingFitParams): Promise<ScalingFitResult>;
  /** The points of a run that no other beats: at least as good in every metric, and better in one. */
  paretoFront(params: ParetoFrontParams): Promise<ParetoFrontResult>;
  /** Where numbers, or the values of a metric through the runs, change for good, for a moment, or in their noise. */
  changePoints(params?: ChangePointsParams): Promise<ChangePointsResult>;
  /** Flags the values of a curve that are regressions, outliers or out of range, and says what to draw over its plot. */
  validate(params: ValidateParams): Promise<ValidateResult>;
  /** Begins an execution. Again, with the same id, it is a sign that the execution lives. */
  startExecution(params: StartExecutionParams): Promise<StartExecutionResult>;
  /** Ends an execution, and answers with what is known of it. */
  finishExecution(params: FinishExecutionParams): Promise<FinishExecutionResult>;
  /** The executions, the latest first, a part at a time. */
  listExecutions(params?: ListExecutionsParams): Promise<ListExecutionsResult>;
  /** Records an execution that has ended: its time and whether it succeeded count for the health of its pipeline. */
  recordExecution(params: RecordExecutionParams): Promise<RecordExecutionResult>;
  /** Says how long the executions of a pipeline should take; over 20 % more raises an alert. */
  setPerformanceBaseline(params: SetPerformanceBaselineParams): Promise<SetPerformanceBaselineResult>;
  /** How well pipelines do: rates and times of their last 1,000 executions, and what follows. */
  healthReport(params?: HealthReportParams): Promise<HealthReportResult>;
  /** Raises an alert. Each call raises one of its own, which stays until it is cleared. */
  triggerAlert(params: TriggerAlertParams): Promise<TriggerAlertResult>;
  /** The alerts, the latest first. */
  listAlerts(params?: ListAlertsParams): Promise<ListAlertsResult>;
  /** Says that somebody knows of an alert, until it becomes worse or is resolved. */
  acknowledgeAlert(params: AcknowledgeAlertParams): Promise<AcknowledgeAlertResult>;
  /** Forgets all alerts. A threshold that is violated still raises a new one. */
  clearAlerts(params?: ClearAlertsParams): Promise<ClearAlertsResult>;
  /** Holds a metric against a threshold from now on, in place of the one of the same metric and kind. */
  setThreshold(params: SetThresholdParams): Promise<SetThresholdResult>;
  /** Takes thresholds of a metric away; the alerts that they have raised are resolved. */
  removeThreshold(params: RemoveThresholdParams): Promise<RemoveThresholdResult>;
  /** Has the server look at what it, its host, disk and GPUs use, every so many seconds, also after a restart. */
  startMonitoring(params?: StartMonitoringParams): Promise<StartMonitoringResult>;
  /** Has the server look at its sources no more. What is recorded or ingested is still held against thresholds. */
  stopMonitoring(params?: StopMonitoringParams): Promise<StopMonitoringResult>;
  /** The thresholds, how many alerts there are, and the latest values of what is monitored. */
  monitoringSummary(params?: MonitoringSummaryParams): Promise<MonitoringSummaryResult>;
  /** Names a series of an execution, says how it is shown, and answers with its handle. */
  defineMetric(params: DefineMetricParams): Promise<DefineMetricResult>;
  /** Records samples: points of a series, one value of a metric, or samples of several; all of them or none. */
  record(params?: RecordParams): Promise<RecordResult>;
  /** The series, in the order they were defined, a part at a time. */
  listSeries(params?: ListSeriesParams): Promise<ListSeriesResult>;
  /** The samples of a series, ordered by x, reduced to what a chart can show when asked. */
  querySeries(params?: QuerySeriesParams): Promise<QuerySeriesResult>;
  /** Removes the oldest segments of recorded samples, by age or size; tells first what would go. */
  pruneSeries(params?: PruneSeriesParams): Promise<PruneSeriesResult>;
  /** Stores the configuration of a benchmark, and what was to be known when its results were collected, in place of what it was. */
  setBenchmark(params: SetBenchmarkParams): Promise<SetBenchmarkResult>;
  /** A benchmark as it was stored: its configuration, and what was collected for it. */
  getBenchmark(params: GetBenchmarkParams): Promise<GetBenchmarkResult>;
  /** Takes the configuration of a benchmark away; its runs stay. */
  deleteBenchmark(params: DeleteBenchmarkParams): Promise<DeleteBenchmarkResult>;
  /** The benchmarks with when they ran, how often, and how their last runs fared. */
  benchmarkOverview(params?: BenchmarkOverviewParams): Promise<BenchmarkOverviewResult>;
  /** The tables of a benchmark with the status of every row, what its graphs are, and its error console. */
  benchmark(params: BenchmarkParams): Promise<BenchmarkResult>;
  /** A plot of a benchmark for a row of its table, in Plotly's figure format, with what validators draw. */
  figure(params: FigureParams): Promise<FigureResult>;
  /** Has the server tell this connection of what happens, by notifications named event. */
  subscribe(params: SubscribeParams): Promise<SubscribeResult>;
  /** Ends a subscription of this connection. */
  unsubscribe(params: UnsubscribeParams): Promise<UnsubscribeResult>;
}
