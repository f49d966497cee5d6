// The port Predictor on this machine.
import { resolve } from 'node:path';
import type { Predictor } from '../../ports/prediction.ts';
import { predictWithCommand } from './command-predictor.ts';
import { lendPackages } from './lend-packages.ts';
import { callPredictor } from './predictor-process.ts';
import { predictWithTensorflow, type TensorflowTools } from './tensorflow-predictor.ts';

/** Predicts with the programs, the Node and the worker of this machine. */
export function createPredictor(tools: TensorflowTools): Predictor {
  return {
    async setUp({ model, argv, folder, ...limits }) {
      await callPredictor(tools.environment, { model, argv, folder, limits, failure: 'setup-failed' });
    },
    async predict(given) {
      const { predictor, folder } = given;
      const request = { ...given, weights: resolve(folder, given.weights) };
      const project = resolve(tools.workspace, given.project ?? '.');
      await lendPackages(folder, project);
      switch (predictor.kind) {
        case 'command':
          return predictWithCommand(tools, request, predictor.command);
        case 'module':
        case 'features':
          return predictWithTensorflow({ ...tools, workspace: project }, request, predictor);
      }
    },
  };
}
