// The table of simulations: each family is one table of the documents.
import { accuracies, classScenario, luckByGroup, smoothClasses } from './classes.ts';
import { grouped, series, skewed } from './differences.ts';
import { biases, mae, medianError, r2, rmse, wape } from './numbers.ts';
import { aucByGroup, aucs, calibration, losses, precisionOfOrder } from './probabilities.ts';
import { relative } from './scenario.ts';
import type { Family } from './table.ts';

const SIZES = [50, 200, 1000, 5000];
const RUNS = 1000;

const plain = { sizes: SIZES, runs: RUNS };

export const families: readonly Family[] = [
  {
    ...plain,
    title: 'Means: Student’s t on paired differences',
    about:
      'The two models’ errors correlate by 0.8 (probabilities: both see the same log odds through noise of their own). Margin 5 % of the baseline; the better candidate is better by 5 %.',
    scenarios: () => [mae, ...losses()],
  },
  {
    ...plain,
    title: 'Functions of sums: the delta method',
    about:
      'WAPE, RMSE and R² on lognormal sales; metrics of classes where 30 % of the rows are positive unless said otherwise, and the models differ on 10 %. Margins: 5 % of the baseline for WAPE, RMSE, F1 and precision; 0.04 for MCC, 0.02 for balanced accuracy, 0.03 for recall.',
    scenarios: () => [wape, rmse, r2, ...smoothClasses],
  },
  {
    ...plain,
    title: 'Shares of right answers: Tango’s score interval',
    about: 'Margin 2 points, 2 % of the baseline, and half a point.',
    scenarios: () => accuracies,
  },
  {
    ...plain,
    runs: 600,
    title: 'Area under the ROC curve: DeLong',
    about:
      'Scores of the two models correlate by 0.7; 30 % of the rows are positive unless said otherwise. Margin 0.02.',
    scenarios: () => aucs,
  },
  {
    sizes: SIZES,
    runs: 400,
    large: 1000,
    title: 'Metrics without a formula: the paired bootstrap, or blocks left out',
    about:
      'Margins: 0.03 for average precision, 5 % of the baseline’s for the median error, 0.02 for the calibration error. Up to 2,000 rows BCa takes 2,000 resamples in each repetition, hence fewer repetitions; above, 200 blocks of rows are left out in turn.',
    scenarios: () => [precisionOfOrder(), medianError, calibration()],
  },
  {
    sizes: SIZES,
    runs: 600,
    title: 'Skewed differences: the worse of t and a skewness-aware bound',
    about:
      'The difference of the two losses itself has a heavy tail. Margin 0.25 (a lognormal’s standard deviation is 2.2), or 0.1 where one row in 200 fails and costs 20.',
    scenarios: () => skewed,
  },
  {
    ...plain,
    runs: 600,
    title: 'Groups: sums by group, and Obuchowski’s AUC',
    about:
      'n counts groups, of one to nine rows each, whose rows correlate by 0.3. Margins: 0.15 standard deviations for the mean, 2 % of the accuracy, 5 % of F1, 0.02 for AUC.',
    scenarios: () => [
      grouped,
      classScenario({
        name: 'accuracy 0.85',
        metric: 'accuracy',
        population: { positives: 0.5, recall: 0.85, specificity: 0.85, apart: 0.05 },
        margin: relative(0.02),
        luck: luckByGroup(0.3),
      }),
      classScenario({
        name: 'F1',
        metric: 'f1',
        population: { positives: 0.3, recall: 0.75, specificity: 0.85, apart: 0.05 },
        margin: relative(0.05),
        luck: luckByGroup(0.3),
      }),
      aucByGroup,
    ],
  },
  {
    ...plain,
    title: 'Series in time',
    about:
      'n counts days, one row each. The difference of the two losses has standard deviation 1 and the correlation named; the weekly pattern is as large again. Margin 0.25 (0.5 for correlation 0.9). Under 12 complete seasons the verdict is inconclusive, whatever the data.',
    scenarios: () => series,
  },
  {
    ...plain,
    title: 'Bias: towards zero',
    about: 'The baseline’s bias as named, the candidate’s on the same side or across zero. Margin one point.',
    scenarios: () => biases,
  },
];
