// Whether two results are the same up to rounding, whatever they hold.

/** The first places where two values differ by more than rounding; empty when they do not. Numbers may differ by `slack` of their size. */
export function differences(one: unknown, other: unknown, slack = 1e-12, path = ''): string[] {
  if (typeof one === 'number' && typeof other === 'number') {
    const near = Object.is(one, other) || Math.abs(one - other) <= slack * Math.max(1, Math.abs(one), Math.abs(other));
    return near ? [] : [`${path}: ${one} and ${other}`];
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other ? [] : [`${path}: ${String(one)} and ${String(other)}`];
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  const found = [...keys].flatMap(key =>
    differences(
      (one as Record<string, unknown>)[key],
      (other as Record<string, unknown>)[key],
      slack,
      `${path}/${key}`,
    ),
  );
  return found.slice(0, 10);
}
