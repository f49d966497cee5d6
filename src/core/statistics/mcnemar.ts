// McNemar's test on the rows where just one of two models is right: exact, mid-p and χ².
import { binomialCdf, binomialSf, chiSquareSf } from './distributions.ts';

/** All variants of the test; `greater` is for the candidate being right more often. */
export interface McNemar {
  readonly exactGreater: number;
  readonly midpGreater: number;
  readonly exactTwoSided: number;
  readonly midpTwoSided: number;
  /** (b − c)/√(b + c), standard normal under no difference; 0 when no row differs. */
  readonly z: number;
  readonly chiSquare: number;
  readonly pChiSquare: number;
  /** With Edwards' continuity correction. */
  readonly chiSquareCorrected: number;
  readonly pChiSquareCorrected: number;
}

/**
 * `b` rows where only the candidate is right, `c` where only the baseline is; both non-negative integers. No such row
 * at all is no evidence: every p-value is 1 (the mid-p a half, one-sided).
 * Source: McNemar, Psychometrika 12 (1947), 153–157; mid-p: Fagerland, Lydersen & Laake, BMC Med. Res. Methodol. 13
 * (2013), 91, where b = c gives 1 − P(Bin = b)/2.
 */
export function mcnemar(b: number, c: number): McNemar {
  const differing = b + c;
  const fewer = Math.min(b, c);
  const below = binomialCdf(fewer - 1, differing, 0.5);
  const upTo = binomialCdf(fewer, differing, 0.5);
  const exactGreater = binomialSf(b, differing, 0.5);
  const chiSquare = differing === 0 ? 0 : (b - c) ** 2 / differing;
  const chiSquareCorrected = differing === 0 ? 0 : (Math.abs(b - c) - 1) ** 2 / differing;
  return {
    exactGreater,
    midpGreater: (exactGreater + binomialSf(b + 1, differing, 0.5)) / 2,
    exactTwoSided: b === c ? 1 : Math.min(1, 2 * upTo),
    midpTwoSided: differing === 0 ? 1 : b === c ? 1 - (upTo - below) / 2 : upTo + below,
    z: differing === 0 ? 0 : (b - c) / Math.sqrt(differing),
    chiSquare,
    pChiSquare: chiSquareSf(chiSquare, 1),
    chiSquareCorrected,
    pChiSquareCorrected: chiSquareSf(chiSquareCorrected, 1),
  };
}
