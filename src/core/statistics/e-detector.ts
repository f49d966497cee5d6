// The Shiryaev–Roberts e-detector in calendar time: evidence that a mean loss rose above what was accepted, at any look.

/**
 * What is remembered of a stream, as plain data: a state written to JSON and read back goes on as if never interrupted.
 * Days are numbers, in the unit of `every`; a part of a day is allowed.
 */
export interface DetectorState {
  /** Up to when time has been counted. */
  readonly day: number;
  /** One for each bet; their evidence is averaged. */
  readonly components: readonly DetectorComponent[];
}

/** One bet's evidence, as logarithms: neither overflows nor loses digits however long the stream. */
export interface DetectorComponent {
  /** ln M, of all the days on which the change may have come, added up; null while M is still 0. */
  readonly logM: number | null;
  /** ln CUSUM, of the likeliest day alone. */
  readonly logCusum: number;
  /** The day of the first observation after the CUSUM's last reset; null before any observation. */
  readonly since: number | null;
}

/** One step of the recursion. */
export interface DetectorStep {
  readonly day: number;
  /** The weight of the hypothesis that the change came just before this step, ≥ 0. */
  readonly mass: number;
  /** ln e of every component: expectations of e at most 1, given the past, while nothing has changed. */
  readonly logE: readonly number[];
}

/** The mean loss in [0, 1] of one complete day, or declared group of rows. */
export interface LossObservation {
  readonly day: number;
  readonly loss: number;
}

/** What the losses are held against. */
export interface DetectorOptions {
  /** The largest mean loss that is accepted, > 0. */
  readonly m0: number;
  /** T0: the time, in days, within which chance alone may raise one alarm. */
  readonly every: number;
  /** τ ≥ 1: how many times larger dependence makes the long-run variance of the losses than it would be without. */
  readonly tau: number;
  /** Which side of m0 is to be proven: above it (`harm`), or back below it (`recovery`, where m0 < 1). */
  readonly watch: 'harm' | 'recovery';
}

/** λ of each component as a share of the largest bet that can never lose everything. */
export const BET_SHARES: readonly number[] = [0.02, 0.05, 0.1, 0.2, 0.4, 0.8];

/** A recovery is proven at this evidence. */
export const RECOVERY_THRESHOLD = 20;

/** The largest bet against m0, signed by the side that it is on. */
const LARGEST_BET: Record<DetectorOptions['watch'], (m0: number) => number> = {
  harm: m0 => 1 / m0,
  recovery: m0 => -1 / (1 - m0),
};

/** Nothing seen yet; time counts from `day`. */
export function startDetector(day: number, components: number = BET_SHARES.length): DetectorState {
  const untouched: DetectorComponent = { logM: null, logCusum: 0, since: null };
  return { day, components: new Array<DetectorComponent>(components).fill(untouched) };
}

/**
 * The state after one more complete day: e = 1 + λ(X − m0) for harm, 1 + λ(m0 − X) for recovery, raised to 1/τ, and the
 * share of T0 that passed since the state's day as mass. While every conditional mean loss is on the accepted side of m0,
 * M minus the elapsed share of T0 is a supermartingale: P(M reaches c within T) ≤ T/(c·T0), however often one looks.
 * With dependence that τ is to make up for, this holds approximately.
 * RangeError for a loss outside [0, 1], a day before the state's, or options outside what they say.
 * Source: Shin, Ramdas & Rinaldo, "E-detectors: a nonparametric framework for sequential change detection", NEJSDS
 * (2024), the SR e-detector with a mixture of baseline increments; time as the mass of new starts is Relevo's.
 */
export function update(state: DetectorState, { day, loss }: LossObservation, options: DetectorOptions): DetectorState {
  const { m0, every, tau, watch } = checked(options);
  if (!(loss >= 0 && loss <= 1)) throw new RangeError(`a loss of ${loss} is not within [0, 1]`);
  const gain = LARGEST_BET[watch](m0) * (loss - m0);
  const logE = BET_SHARES.map(share => Math.log1p(share * gain) / tau);
  return advance(state, { day, mass: (day - state.day) / every, logE });
}

/**
 * The recursion in general: M ← (M + mass)·e and CUSUM ← max(CUSUM, 1)·e for every component. A mass of 1 at each step
 * counts observations instead of time; a mass of 1 at the first alone is a test against any change from the start.
 * RangeError for time running backwards, a negative mass, e-values more or fewer than components, or one of 0.
 * Source: ibid.; the CUSUM as a maximum over starts is Page, "Continuous inspection schemes", Biometrika 41 (1954), 100–115.
 */
export function advance(state: DetectorState, { day, mass, logE }: DetectorStep): DetectorState {
  if (!(day >= state.day)) throw new RangeError(`day ${day} comes before day ${state.day}, which was counted already`);
  if (!(mass >= 0 && mass < Number.POSITIVE_INFINITY)) throw new RangeError(`no mass: ${mass}`);
  if (logE.length !== state.components.length || !logE.every(Number.isFinite)) {
    throw new RangeError(`expected ${state.components.length} finite logarithms, found ${logE.join(', ')}`);
  }
  const components = state.components.map(({ logM, logCusum, since }, index) => {
    const log = logE[index] as number;
    const total = logOfSum(logM, mass);
    const reset = since === null || logCusum <= 0;
    return {
      logM: total === null ? null : total + log,
      logCusum: (reset ? 0 : logCusum) + log,
      since: reset ? day : since,
    };
  });
  return { day, components };
}

/** ln of the evidence, which is M averaged over the components; −∞ before any. */
export function logEvidence(state: DetectorState): number {
  const logs = state.components.map(({ logM }) => logM ?? Number.NEGATIVE_INFINITY);
  const largest = Math.max(...logs);
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0) / logs.length);
}

/**
 * When the change most likely came: the day of the first observation after the last reset of the CUSUM, of the component
 * with the largest M; of equal ones the first. Null before any evidence.
 */
export function changeDay({ components }: DetectorState): number | null {
  let found: DetectorComponent | null = null;
  for (const component of components) {
    if (component.logM !== null && component.logM > (found?.logM ?? Number.NEGATIVE_INFINITY)) found = component;
  }
  return found?.since ?? null;
}

/**
 * The evidence at which a signal is an alarm, for a model with `signals` signals ≥ 1: 2 for the overall signal, 2(K − 1)
 * for each of the others. Then P(any of them alarms falsely within T) ≤ T/(2T0) + (K − 1)·T/(2(K − 1)T0) = T/T0.
 */
export function alarmThreshold(signal: 'overall' | 'other', signals: number): number {
  return signal === 'overall' ? 2 : 2 * Math.max(1, signals - 1);
}

/** ln(M + mass), of ln M or null for M = 0. */
function logOfSum(logM: number | null, mass: number): number | null {
  if (mass === 0) return logM;
  const log = Math.log(mass);
  if (logM === null) return log;
  return Math.max(logM, log) + Math.log1p(Math.exp(-Math.abs(logM - log)));
}

function checked(options: DetectorOptions): DetectorOptions {
  const { m0, every, tau, watch } = options;
  const betting = m0 > 0 && (watch === 'harm' ? m0 < Number.POSITIVE_INFINITY : m0 < 1);
  if (!betting) throw new RangeError(`an accepted mean loss of ${m0} leaves nothing to bet on`);
  if (!(every > 0)) throw new RangeError(`one false alarm every ${every} days is no promise`);
  if (!(tau >= 1)) throw new RangeError(`a variance ratio of ${tau} is under 1`);
  return options;
}
