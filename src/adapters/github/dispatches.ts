// Events that start other workflows: the two that even a job's own token may cause.
import { fail } from '../../errors.ts';
import type { Dispatches } from '../../ports/github.ts';
import { ask, type Need } from './failure.ts';
import { home, type Place } from './place.ts';

const announcing: Need = { doing: 'announce what happened to other workflows', permission: 'contents', level: 'write' };
const starting: Need = { doing: 'start a workflow', permission: 'actions', level: 'write' };

/** Starts workflows of one repository. */
export class GitHubDispatches implements Dispatches {
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  async repository(type: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
    const { client } = this.#place;
    const event = { ...home(this.#place), event_type: type, client_payload: { ...payload } };
    await ask(announcing, () => client.rest.repos.createDispatchEvent(event));
  }

  async workflow(path: string, ref: string, inputs: Readonly<Record<string, string>>): Promise<void> {
    const { client } = this.#place;
    // The endpoint takes a workflow's id or its file's name, not its path.
    const file = path.slice(path.lastIndexOf('/') + 1);
    const event = { ...home(this.#place), workflow_id: file, ref, inputs: { ...inputs } };
    await ask(starting, () => client.rest.actions.createWorkflowDispatch(event)).catch((thrown: unknown) => {
      // A workflow of one's own, or one that was written before there was this input.
      const [, unexpected] = /Unexpected inputs provided: \["(\w+)"/.exec(String((thrown as Error).cause)) ?? [];
      throw unexpected === undefined ? thrown : fail('github-workflow-input', { path, input: unexpected }, thrown);
    });
  }
}
