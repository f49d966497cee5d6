// The port Predictor on this machine.
import type { Predictor } from '../../ports.ts';
import { predictWithCommand } from './command-predictor.ts';
import { callPredictor } from './predictor-process.ts';
import { predictWithTensorflow, type TensorflowTools } from './tensorflow-predictor.ts';

/** Predicts with the programs, the Node and the worker of this machine. */
export function createPredictor(tools: TensorflowTools): Predictor {
  return {
    async setUp({ model, argv, folder, ...limits }) {
      await callPredictor(tools.environment, { model, argv, folder, limits, failure: 'setup-failed' });
    },
    predict(request) {
      const { predictor } = request;
      switch (predictor.kind) {
        case 'command':
          return predictWithCommand(tools, request, predictor.command);
        case 'module':
        case 'features':
          return predictWithTensorflow(tools, request, predictor);
      }
    },
  };
}
