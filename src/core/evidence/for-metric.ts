// The kind of evidence that a metric needs.
import type { Codes } from '../codes.ts';
import type { ComparisonPlan } from '../comparison-plan.ts';
import type { ChosenMetric } from '../metrics/catalogue.ts';
import { needsWeight } from '../paired-rows.ts';
import { CountEvidence } from './count-evidence.ts';
import type { Evidence } from './evidence.ts';
import { ExtremeEvidence } from './extreme-evidence.ts';
import { MomentEvidence } from './moment-evidence.ts';
import { RankEvidence } from './rank-evidence.ts';

/** Evidence of no rows yet, or what `toJSON` of the same metric's evidence wrote. */
export function evidenceFor(chosen: ChosenMetric, plan: ComparisonPlan, classes: Codes, json?: unknown): Evidence {
  const { metric } = chosen;
  const facts = { grouped: plan.unit !== 'row', withWeight: needsWeight(plan) };
  const classCode = (): number => (typeof chosen.argument === 'string' ? (classes.find(chosen.argument) ?? -1) : 1);
  switch (metric.evidence) {
    case 'moments':
      return json === undefined ? new MomentEvidence(metric, facts) : MomentEvidence.read(metric, facts, json);
    case 'counts':
    case 'fairness':
      return json === undefined ? new CountEvidence(metric, classCode) : CountEvidence.read(metric, classCode, json);
    case 'ranks':
      return json === undefined ? new RankEvidence(metric) : RankEvidence.read(metric, json);
    case 'extremes':
      return json === undefined ? new ExtremeEvidence(metric) : ExtremeEvidence.read(metric, json);
  }
}
