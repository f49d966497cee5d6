// How far two empirical distributions, or one and its truth, lie apart by chance: the laws of the Kolmogorov–Smirnov D.
import gammaln from '@stdlib/math-base-special-gammaln';

/**
 * P(D ≥ d) for two samples of `n` and `m` values from one continuous distribution, exactly; `steps` is d·n·m, an integer.
 * With ties among the values the truth is smaller still. Time n·m, memory m; no term is negative, so that no tail is lost.
 * Source: lattice paths after Hodges, "The significance probability of the Smirnov two-sample test", Arkiv för Matematik
 * 3 (1958), 469–486, counted as the share of paths that ever leave the band |i/n − j/m| < d.
 */
export function twoSampleSf(steps: number, n: number, m: number): number {
  const left = new Float64Array(m + 1);
  for (let i = 0; i <= n; i += 1) {
    for (let j = 0; j <= m; j += 1) {
      if (Math.abs(i * m - j * n) >= steps) left[j] = 1;
      else if (i + j > 0) left[j] = (i * (left[j] as number) + j * (left[j - 1] ?? 0)) / (i + j);
    }
  }
  return left[m] as number;
}

/**
 * From this n·d² on 2·P(D⁺ ≥ d) stands for P(D ≥ d), as being that far off on both sides is next to impossible; from
 * d = ½ on it is impossible.
 */
const ONE_SIDED_FROM = { few: 4, many: 2.2 };

/** Up to so many values the law is computed exactly. */
const FEW = 140;

/** Up to so many the one-sided law is summed term by term. */
const SUMMED_UP_TO = 1e5;

/**
 * P(D ≥ d) for n ≥ 1 values against the continuous distribution from which they come: relative error ≤ 1e-9 up to
 * n = 140, ≤ 2e-5 beyond where P ≤ 0.99.
 * Source: the choice of methods is Simard & L'Ecuyer's, "Computing the two-sided Kolmogorov–Smirnov distribution",
 * J. Stat. Software 39/11 (2011).
 */
export function oneSampleSf(d: number, n: number): number {
  if (d >= 1) return 0;
  if (2 * n * d <= 1) return 1;
  const few = n <= FEW;
  if (d >= 0.5 || n * d * d >= (few ? ONE_SIDED_FROM.few : ONE_SIDED_FROM.many))
    return Math.min(1, 2 * oneSidedSf(d, n));
  return Math.min(1, Math.max(0, 1 - (few ? marsagliaCdf(d, n) : pelzGoodCdf(d, n))));
}

/**
 * P(D⁺ ≥ d) = d·Σ_j C(n, j)·(d + j/n)^{j−1}·(1 − d − j/n)^{n−j} over j < n(1 − d).
 * Source: Birnbaum & Tingey, "One-sided confidence contours for probability distribution functions", Ann. Math. Statist.
 * 22 (1951), 592–596; for many values the expansion of Maag & Dicaire, Biometrika 58 (1971), 653–656.
 */
function oneSidedSf(d: number, n: number): number {
  if (n > SUMMED_UP_TO) {
    const z = (6 * n * d + 1) ** 2 / (18 * n);
    return Math.exp(-z) * (1 - (2 * z * z - 4 * z - 1) / (18 * n));
  }
  let sum = 0;
  for (let j = 0; j < n * (1 - d); j += 1) {
    const ways = gammaln(n + 1) - gammaln(j + 1) - gammaln(n - j + 1);
    sum += Math.exp(ways + (j - 1) * Math.log(d + j / n) + (n - j) * Math.log1p(-d - j / n));
  }
  return d * sum;
}

/**
 * P(D < d) = n!/nⁿ times the middle element of Hⁿ.
 * Source: Marsaglia, Tsang & Wang, "Evaluating Kolmogorov's distribution", J. Stat. Software 8/18 (2003), after Durbin.
 */
function marsagliaCdf(d: number, n: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const middle = (k - 1) * size + (k - 1);
  let share = power(durbinMatrix(size, k - n * d), size, n)[middle] as number;
  for (let i = 1; i <= n; i += 1) share *= i / n;
  return share;
}

/** Durbin's H, by rows: 1/(i − j + 1)! below the first superdiagonal, with corrections in the first column and last row. */
function durbinMatrix(size: number, h: number): Float64Array {
  const last = size - 1;
  return Float64Array.from({ length: size * size }, (_, place) => {
    const [i, j] = [Math.floor(place / size), place % size];
    if (i - j + 1 < 0) return 0;
    const first = j === 0 ? h ** (i + 1) : 0;
    const bottom = i === last ? h ** (size - j) : 0;
    const corner = i === last && j === 0 ? Math.max(0, 2 * h - 1) ** size : 0;
    return (1 - first - bottom + corner) / factorial(i - j + 1);
  });
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

function power(matrix: Float64Array, size: number, exponent: number): Float64Array {
  if (exponent === 1) return matrix;
  const half = power(matrix, size, Math.floor(exponent / 2));
  const square = product(half, half, size);
  return exponent % 2 === 0 ? square : product(square, matrix, size);
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) {
      const factor = a[i * size + k] as number;
      for (let j = 0; j < size; j += 1) {
        result[i * size + j] = (result[i * size + j] as number) + factor * (b[k * size + j] as number);
      }
    }
  }
  return result;
}

/**
 * P(√n·D ≤ z) by its expansion in 1/√n up to n^{−3/2}.
 * Source: Pelz & Good, "Approximating the lower tail-areas of the Kolmogorov–Smirnov one-sample statistic", JRSS B 38
 * (1976), 152–156, in the form of Simard & L'Ecuyer.
 */
function pelzGoodCdf(d: number, n: number): number {
  const z2 = n * d * d;
  const z = Math.sqrt(z2);
  let [k0, k1, k2, k3] = [0, 0, 0, 0];
  for (let k = 0; k < 20; k += 1) {
    const odd = (Math.PI * (k + 0.5)) ** 2;
    const even = (Math.PI * (k + 1)) ** 2;
    const [atOdd, atEven] = [Math.exp(-odd / (2 * z2)), Math.exp(-even / (2 * z2))];
    k0 += atOdd;
    k1 += (odd - z2) * atOdd;
    k2 += (6 * z2 ** 3 + 2 * z2 ** 2 + odd * (2 * z2 ** 2 - 5 * z2) + odd ** 2 * (1 - 2 * z2)) * atOdd;
    k2 -= 2 * z2 ** 2 * even * atEven;
    k3 += (odd ** 3 * (5 - 30 * z2) + odd ** 2 * (212 * z2 ** 2 - 60 * z2)) * atOdd;
    k3 += (odd * (135 * z2 ** 2 - 96 * z2 ** 3) - 30 * z2 ** 3 - 90 * z2 ** 4) * atOdd;
    k3 += 30 * z2 ** 2 * (3 * even * z2 - even ** 2) * atEven;
  }
  const scale = Math.sqrt(2 * Math.PI);
  const terms = [k0 / z, k1 / (6 * z2 ** 2), k2 / (72 * z ** 7), k3 / (6480 * z ** 10)];
  return scale * terms.reduce((sum, term, order) => sum + term / n ** (order / 2), 0);
}
