// Where a monotone function crosses zero.

/**
 * The point in [low, high] where a non-increasing function stops being positive: `low` when it never is, `high` when it
 * always is. Bisection down to neighbouring doubles or a width of 1e-16 of the larger end: no derivative, no surprise.
 */
export function lastPositive(f: (x: number) => number, low: number, high: number): number {
  if (f(high) > 0) return high;
  if (!(f(low) > 0)) return low;
  let [inside, outside] = [low, high];
  for (let step = 0; step < 200; step += 1) {
    const middle = inside + (outside - inside) / 2;
    if (middle === inside || middle === outside) break;
    if (f(middle) > 0) inside = middle;
    else outside = middle;
  }
  return inside;
}
