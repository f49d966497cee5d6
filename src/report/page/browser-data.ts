// What the page's own program is given: pictures to draw, and flips to browse. Plain values, and foreign texts already inert.

/** One point of a picture; where it has a range, its ends. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly rows: number | null;
  /** What stands for x where it is no number: `v3`. */
  readonly label: string | null;
}

/** Points of one model. */
export interface Series {
  readonly name: string;
  readonly side: 'baseline' | 'candidate';
  readonly points: readonly Point[];
}

/** How a picture is drawn. */
export type ChartKind = 'calibration' | 'residuals' | 'errors' | 'periods' | 'versions';

/** A picture; the section that it stands in says what it shows. */
export interface Chart {
  readonly id: string;
  readonly kind: ChartKind;
  /** For who cannot see it; the numbers stand in a table beside it. */
  readonly description: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
}

/** A flip: the texts that name it, what was true, what both said, and how much its loss grew. */
export type FlipRow = readonly [
  names: readonly string[],
  target: string,
  baseline: string,
  candidate: string,
  change: number,
];

/** Flips to browse. */
export interface FlipList {
  /** Headers of the names. */
  readonly columns: readonly string[];
  readonly baseline: string;
  /** What it is called when a row got better and when it got worse. */
  readonly right: string;
  readonly wrong: string;
  readonly change: string;
  readonly decimals: number;
  readonly hasTarget: boolean;
  /** Whether what was said is numbers. */
  readonly isNumeric: boolean;
  readonly rows: readonly FlipRow[];
}

/** All of it. */
export interface BrowserData {
  readonly charts: readonly Chart[];
  readonly flips: FlipList | null;
}
