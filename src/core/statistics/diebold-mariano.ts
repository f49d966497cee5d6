// The Diebold–Mariano test with the small-sample correction of Harvey, Leybourne and Newbold.
import { caution, FEW_UNITS, fromStudent, type Inference, undetermined } from './inference.ts';
import { unitMoments } from './paired-t.ts';

/**
 * Inference for the mean of loss differences in time order, made by forecasts `horizon` steps ahead (an integer ≥ 1),
 * which correlate over at most horizon − 1 steps: V = (γ₀ + 2Σ_{k<h}γ_k)/n, √V divided by the HLN factor, on t_{n−1}.
 * Where V ≤ 0 Bartlett's weights 1 − k/h take over, with a warning. A horizon of n or more proves nothing.
 * Source: Diebold & Mariano, JBES 13 (1995), 253–263; Harvey, Leybourne & Newbold, Int. J. Forecasting 13 (1997),
 * 281–291, (9).
 */
export function dieboldMariano(values: Float64Array, horizon: number): Inference {
  const method = 'Diebold–Mariano, HLN';
  const { mean, n } = unitMoments(values);
  if (n < 2 || horizon >= n) {
    const warnings = [n < 2 ? caution.noUnits : caution.shortSeries];
    return undetermined({ estimate: mean, method, units: n, warnings });
  }
  const { variance, truncated } = varianceOfMean(values, mean, horizon);
  const factor = (n + 1 - 2 * horizon + (horizon * (horizon - 1)) / n) / n;
  const warnings = [...(n < FEW_UNITS ? [caution.fewUnits] : []), ...(truncated ? [caution.truncatedVariance] : [])];
  return fromStudent({ estimate: mean, se: Math.sqrt(variance / factor), df: n - 1, method, units: n, warnings });
}

/** V of the mean; NaN in the one case left where units vary and yet even Bartlett's V is not positive. */
function varianceOfMean(values: Float64Array, mean: number, horizon: number): { variance: number; truncated: boolean } {
  const n = values.length;
  const own = autocovariance(values, mean, 0);
  if (own === 0) return { variance: 0, truncated: false };
  let [plain, weighted] = [own, own];
  for (let lag = 1; lag < horizon; lag += 1) {
    const covariance = 2 * autocovariance(values, mean, lag);
    plain += covariance;
    weighted += (1 - lag / horizon) * covariance;
  }
  if (plain > 0) return { variance: plain / n, truncated: false };
  return { variance: weighted > 0 ? weighted / n : Number.NaN, truncated: true };
}

function autocovariance(values: Float64Array, mean: number, lag: number): number {
  let sum = 0;
  for (let t = lag; t < values.length; t += 1)
    sum += ((values[t] as number) - mean) * ((values[t - lag] as number) - mean);
  return sum / values.length;
}
