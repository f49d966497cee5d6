// A command as it reaches its verb: who asked, where, about which models, and what stood when it was asked.
import type { ModelConfig } from '../../config/config.ts';
import type { Digest } from '../../core/digest.ts';
import type { SlashCommand } from '../../core/slash-command.ts';
import type { Standing } from '../trusted-ports.ts';

/** What a person may do, the least first. */
export const permissions = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;

/** Starts a retraining of a model; what it says is told. */
export type Retrain = (model: ModelConfig) => Promise<string>;

/** Where the command was written, and by whom. */
export interface Caller {
  readonly login: string;
  readonly permission: (typeof permissions)[number];
  readonly thread: number;
  readonly isPullRequest: boolean;
}

/** What is the same for every command. */
export interface CommandSetting {
  /** The config's path from the root of the repository. */
  readonly config: string;
  readonly standing: Standing;
  readonly retrain: Retrain;
}

/** One command, with its models looked up. */
export interface CommandCall {
  readonly command: SlashCommand;
  /** Those that are meant; at least one. */
  readonly models: readonly ModelConfig[];
  readonly caller: Caller;
  readonly setting: CommandSetting;
  /** When it was asked. */
  readonly at: string;
  /** By model the production event when the command was asked. */
  readonly from: Readonly<Record<string, Digest | null>>;
}

/** Whether somebody may do what at least `needed` is asked for. */
export const may = ({ permission }: Caller, needed: Caller['permission']): boolean =>
  permissions.indexOf(permission) >= permissions.indexOf(needed);
