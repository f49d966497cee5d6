// Ways to watch a production: Relevo's own, and those that it is held against.
import { WatchedModel } from './watched-model.ts';
import type { DayOfRows, World } from './world.ts';

/** Watches one production, a day at a time. */
export interface Watcher {
  /** Whether any signal alarms on this day that did not on the day before. */
  see(rows: DayOfRows): boolean;
  /** Whether an alarm is still open, so that another one would be no news. */
  isOpen(): boolean;
}

/** A way to watch. */
export interface Rule {
  readonly name: string;
  /** Whether it is made for the losses of a world. */
  isFor(world: World): boolean;
  begin(world: World, holdout: readonly DayOfRows[]): Watcher;
}

/** All signals as every surface counts them. */
export const relevo: Rule = {
  name: '**Relevo**',
  isFor: () => true,
  begin: (world, holdout) => watcherOf(new WatchedModel(world, holdout)),
};

/** A model as a rule sees it. */
export const watcherOf = (model: WatchedModel): Watcher => ({
  see: rows => model.count(rows).length > 0,
  isOpen: () => !model.isFine,
});
