import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/core/promotion-conditions.ts
var conditions = [
  {
    kind: "nothing",
    code: "in-production",
    why: ({ state, judged }) => judged.artifact !== null && judged.artifact === state.production?.artifact ? `It is v${state.production.version}, which is in production.` : null,
    remedy: null
  },
  {
    kind: "refuse",
    code: "untrusted",
    why: ({ facts }) => facts.distrust,
    remedy: "Promote a run that the configured workflow made for a push to the default branch of this repository."
  },
  {
    kind: "refuse",
    code: "not-on-default-branch",
    why: ({ judged }) => judged.origin === "push" || judged.origin === "local" ? null : `It was evaluated for ${places[judged.origin]}.`,
    remedy: "Merge the pull request; the run on the default branch is the one that can be promoted."
  },
  {
    kind: "refuse",
    code: "dirty",
    why: ({ judged }) => judged.dirty || judged.commit === null ? "It was made from files that no commit holds." : null,
    remedy: "Commit the changes and evaluate again."
  },
  {
    kind: "refuse",
    code: "not-judged",
    why: ({ judged, known }) => judged.artifact === null || known === void 0 && !isCompared(judged) ? "It ended before there was a candidate with a comparison." : null,
    remedy: "Read in its report what failed, mend it and evaluate again."
  },
  {
    kind: "refuse",
    code: "pruned",
    why: ({ state, judged }) => judged.artifact !== null && state.pruned.has(judged.artifact) ? "Its artifact was let go, as `keep` says." : null,
    remedy: "Evaluate its commit again, which makes it anew."
  },
  {
    kind: "wait",
    code: "moved",
    why: ({ facts, judged }) => facts.isHead || facts.headTraining === judged.training ? null : "The default branch has moved on to other inputs since.",
    remedy: "The run of the newest commit is the one that can be promoted."
  },
  {
    kind: "refuse",
    code: "rolled-back-before",
    why: ({ state, judged, request }) => request.command === null && state.rolledBack.some((one) => isSame(one, judged)) ? "It was in production before and was rolled back." : null,
    remedy: "Promote it by command if it shall return."
  },
  {
    kind: "wait",
    code: "stale",
    newOnly: true,
    why: ({ state, judged }) => judged.baseline === (state.production?.event ?? null) ? null : `It was compared with ${nameOf(state, judged.baseline)}, but ${nameOf(state, state.production?.event ?? null)} is in production now.`,
    remedy: "Evaluate it again, against what is in production."
  },
  {
    kind: "nothing",
    code: "identical",
    newOnly: true,
    why: ({ state, judged }) => judged.outcome === "identical" && state.production !== null ? `It predicts exactly what v${state.production.version} does.` : null,
    remedy: null
  },
  {
    kind: "refuse",
    code: "verdict",
    newOnly: true,
    why: ({ judged, because }) => judged.verdict === "pass" || because !== null ? null : `Its verdict is ${judged.verdict}.`,
    remedy: "Improve the candidate, or promote it by command with a reason, which is recorded."
  },
  {
    kind: "wait",
    code: "yardstick",
    newOnly: true,
    why: (given) => given.because === null ? changedYardstick(given) : null,
    remedy: "Change yardstick and model one after the other, or promote by command with a reason, which is recorded."
  },
  {
    kind: "wait",
    code: "frozen",
    why: ({ state: { frozen } }) => frozen === null ? null : `The model was frozen by ${frozen.by}${frozen.reason === null ? "" : `: ${frozen.reason}`}.`,
    remedy: "Unfreeze the model."
  },
  {
    kind: "wait",
    code: "awaits-command",
    why: ({ facts, request }) => {
      if (request.command !== null || facts.setting === "on-push") return null;
      if (facts.setting === "by-command") return "The config promotes by command only.";
      return facts.merged ? null : "The config promotes on merge, and no merged pull request brought this commit.";
    },
    remedy: "Promote it by command."
  }
];
function isCompared({ comparison, holdout, yardstick }) {
  return comparison !== null && holdout !== null && yardstick !== null;
}
function isSame(one, judged) {
  return one.artifact === judged.artifact || one.training === judged.training;
}
function nameOf(state, event) {
  if (event === null) return "the best constant";
  const production = state.productions.find((one) => one.event === event);
  return production === void 0 ? "an unknown version" : `v${production.version}`;
}
var places = {
  branch: "another branch",
  "pull-request": "a pull request",
  fork: "a pull request from a fork",
  "merge-group": "a merge queue"
};
function changedYardstick({ state, judged, facts, request }) {
  const { yardstick } = state;
  if (yardstick === null) return null;
  const { rules, holdout, former } = judged;
  const passedFormer = former !== null && former.rules === yardstick.rules && former.verdict === "pass";
  if (rules !== yardstick.rules && !passedFormer)
    return "Metrics or policy changed since the last promotion, and it has not passed under the former ones too.";
  const isReviewed = facts.merged || request.command !== null;
  return holdout === yardstick.holdout || isReviewed ? null : "The holdout changed since the last promotion, and no merged pull request brought the new one.";
}

// src/core/promotion.ts
function planPromotion(state, facts, request) {
  const { judged } = facts;
  const known = state.versions.findLast(({ made }) => made.artifact === judged.artifact);
  const because = request.command?.because?.trim() || null;
  const given = { state, facts, judged, request, known, because };
  for (const { kind, code, newOnly, why, remedy } of conditions) {
    if (newOnly && known !== void 0) continue;
    const reason = why(given);
    if (reason !== null) return { kind, code, reason, remedy };
  }
  if (known === void 0) return makeVersion(given);
  const reverted = request.command === null ? `The default branch has the inputs of v${known.version} again.` : null;
  return returnTo(state, known, request, because ?? reverted);
}
function makeVersion(given) {
  const { state, judged, request, because } = given;
  if (judged.artifact === null) throw new TypeError("A run without an artifact cannot be promoted.");
  const { model, run, commit, tree, training, comparison, predictions, holdout, rules, yardstick, verdict } = judged;
  const { artifact, baseline, outcome, report, metrics } = judged;
  const version = Math.max(0, ...state.versions.map((one) => one.version)) + 1;
  const { by, at, writer } = request;
  const made = { model, at, by, writer, run, commit, tree, training, version, artifact, comparison, predictions };
  const accepted = { ...made, holdout, rules, yardstick, baseline, outcome, report, metrics };
  if (verdict === "pass" && changedYardstick(given) === null) {
    const reason = `It passed against ${nameOf(state, baseline)}.`;
    return { kind: "promote", code: "passed", reason, event: { event: "promoted", ...accepted, verdict } };
  }
  if (because === null) throw new TypeError("A verdict is overridden for a reason only.");
  return {
    kind: "promote",
    code: "forced",
    reason: because,
    event: { event: "forced", ...accepted, verdict, reason: because }
  };
}
function returnTo(state, known, { by, at, writer }, reason) {
  const from = state.production?.event;
  if (from === void 0) throw new TypeError("A model with versions has had a production.");
  const { version, event: to, made } = known;
  const common = { model: made.model, at, by, writer };
  return {
    kind: "promote",
    code: "returned",
    reason: reason ?? `v${version} was asked for.`,
    event: { event: "rolled-back", ...common, version, artifact: made.artifact, to, from, reason }
  };
}

// src/core/rollback.ts
function planRollback(state, request) {
  const { production } = state;
  if (production === null) {
    return {
      kind: "refuse",
      code: "no-production",
      reason: "No version is in production.",
      remedy: "Promote a first version."
    };
  }
  if (request.to === production.version) {
    const reason = `v${production.version} is in production.`;
    return { kind: "nothing", code: "in-production", reason, remedy: null };
  }
  const target = request.to === null ? versionBefore(state, production.version) : findVersion(state, request.to);
  const at = target === void 0 ? void 0 : state.pruned.get(target.made.artifact);
  if (target !== void 0 && at !== void 0) return gone(target.version, at);
  if (target !== void 0) return returnTo(state, target, request, request.because);
  return {
    kind: "refuse",
    code: request.to === null ? "no-earlier-version" : "unknown-version",
    reason: request.to === null ? `Every version before v${production.version} was rolled back itself or let go, or there is none.` : `There is no v${request.to}.`,
    remedy: `Name one of the versions: ${state.versions.map(({ version }) => `v${version}`).join(", ")}.`
  };
}
var gone = (version, at) => ({
  kind: "refuse",
  code: "pruned",
  reason: `The artifact of v${version} was let go on ${at.slice(0, 10)}, as \`keep\` says.`,
  remedy: "Evaluate its commit again, which makes it anew; a larger `keep.versions` holds for those to come."
});
function versionBefore({ rolledBack, versions, pruned }, version) {
  const bad = new Set(rolledBack.map(({ artifact }) => artifact));
  return versions.findLast(
    (one) => one.version < version && !bad.has(one.made.artifact) && !pruned.has(one.made.artifact)
  );
}
function findVersion(state, version) {
  return state.versions.findLast((one) => one.version === version);
}

export {
  planPromotion,
  planRollback,
  versionBefore
};
