import { describe, expect, test } from '@jest/globals';
import { compareTexts, failureOf, type Question } from './predictions.ts';

const table = (header: string, ...lines: readonly string[]): string => `${[header, ...lines].join('\n')}\n`;

const base = table('id,y,prediction', 'a,1,2', 'b,2,2', 'c,3,4', 'd,4,4');
const cand = table('id,prediction', 'a,1', 'b,2', 'c,3', 'd,4');

interface Fault {
  readonly fault: string;
  readonly baseline?: string;
  readonly candidate?: string;
  readonly question?: Question;
  readonly code: string;
  readonly what: string;
  readonly why?: string;
}

const faults: readonly Fault[] = [
  ...['1.01', '-0.2'].map(probability => ({
    fault: `the probability ${probability}`,
    baseline: table('id,y,prediction', 'a,1,0.2', 'b,0,0.3'),
    candidate: table('id,prediction', 'a,0.4', `b,${probability}`),
    question: { task: 'binary' as const },
    code: 'data-value',
    what: `cand.csv, line 3, column prediction: found "${probability}".`,
  })),
  {
    fault: 'a third label of a binary target',
    baseline: table('id,y,prediction', 'a,no,0.2', 'b,maybe,0.3'),
    candidate: table('id,prediction', 'a,0.4', 'b,0.1'),
    question: { task: 'binary' },
    code: 'label-unknown',
    what: 'base.csv, line 3, column y: "maybe" is not one of the two labels.',
  },
  {
    fault: 'a label that is none of the usual ones',
    baseline: table('id,y,prediction', 'a,N,0.2', 'b,Y,0.3'),
    candidate: table('id,prediction', 'a,0.4', 'b,0.1'),
    question: { task: 'binary' },
    code: 'label-unknown',
    what: 'base.csv, line 2, column y: "N" is not one of the two labels.',
    why: 'While no label is named as the positive one, a binary target holds 0 and 1, no and yes, or false and true.',
  },
  {
    fault: 'a third label beside the positive one',
    baseline: table('id,y,prediction', 'a,spam,0.2', 'b,ham,0.3', 'c,eggs,0.1'),
    candidate: table('id,prediction', 'a,0.4', 'b,0.1', 'c,0.1'),
    question: { task: 'binary', positive: 'spam' },
    code: 'label-unknown',
    what: 'base.csv, line 4, column y: "eggs" is not one of the two labels.',
  },
  {
    fault: 'a positive label that no row has',
    baseline: table('id,y,prediction', 'a,Spam,0.2', 'b,Spam,0.3'),
    candidate: table('id,prediction', 'a,0.4', 'b,0.1'),
    question: { task: 'binary', positive: 'spam' },
    code: 'label-positive',
    what: 'base.csv: no row of y holds the positive label "spam".',
  },
  {
    fault: 'a class that only the candidate knows',
    baseline: table('id,y,prediction', 'a,cat,dog', 'b,dog,dog'),
    candidate: table('id,prediction', 'a,cats', 'b,dog'),
    question: { task: 'multiclass' },
    code: 'label-unseen',
    what: 'The candidate predicts the class "cats", which no row of the data has.',
  },
  {
    fault: 'an empty class of the baseline',
    baseline: table('id,y,prediction', 'a,cat,dog', 'b,dog,'),
    candidate: table('id,prediction', 'a,cat', 'b,dog'),
    question: { task: 'multiclass' },
    code: 'data-value',
    what: 'base.csv, line 3, column prediction: found nothing.',
  },
  {
    fault: 'a metric of a class that is nowhere',
    baseline: table('id,y,prediction', 'a,cat,dog', 'b,dog,dog'),
    candidate: table('id,prediction', 'a,cat', 'b,dog'),
    question: { task: 'multiclass', metrics: ['recall(cart)'] },
    code: 'class-unknown',
    what: 'recall(cart) asks for a class that is nowhere in the data: "cart".',
  },
  {
    fault: 'a metric of probabilities without them',
    baseline: table('id,y,prediction', 'a,cat,dog', 'b,dog,dog'),
    candidate: table('id,prediction', 'a,cat', 'b,dog'),
    question: { task: 'multiclass', metrics: ['accuracy', 'log_loss', 'top_k_accuracy(3)'] },
    code: 'probability-missing',
    what: 'base.csv has no probabilities for log_loss and top_k_accuracy(3).',
  },
  {
    fault: 'probabilities that leave out a class of the target',
    baseline: table('id,y,prediction,p:cat,p:dog', 'a,cat,dog,0.3,0.7', 'b,yak,dog,0.4,0.6'),
    candidate: table('id,prediction,p:cat,p:dog', 'a,cat,0.6,0.4', 'b,dog,0.1,0.9'),
    question: { task: 'multiclass', metrics: ['log_loss'] },
    code: 'probability-missing',
    what: 'base.csv has no probabilities for log_loss: p:yak.',
  },
  {
    fault: 'probabilities of other classes on each side',
    baseline: table('id,y,prediction,p:cat,p:dog', 'a,cat,dog,0.3,0.7'),
    candidate: table('id,prediction,p:cat', 'a,cat,0.6'),
    question: { task: 'multiclass', metrics: ['log_loss'] },
    code: 'probability-missing',
    what: 'cand.csv has no probabilities for log_loss: p:dog.',
  },
  {
    fault: 'a class probability beyond 1',
    baseline: table('id,y,prediction,p:cat,p:dog', 'a,cat,dog,30,70'),
    candidate: table('id,prediction,p:cat,p:dog', 'a,cat,0.6,0.4'),
    question: { task: 'multiclass', metrics: ['log_loss'] },
    code: 'data-value',
    what: 'base.csv, line 2, column p:cat: found "30".',
  },
  {
    fault: 'a negative weight',
    baseline: table('id,y,prediction,w', 'a,1,2,1', 'b,2,2,-1'),
    candidate: table('id,prediction', 'a,1', 'b,2'),
    question: { weight: 'w' },
    code: 'data-value',
    what: 'base.csv, line 3, column w: found "-1".',
  },
  {
    fault: 'an empty group',
    baseline: table('id,y,prediction,g', 'a,1,2,x', 'b,2,2,'),
    candidate: table('id,prediction', 'a,1', 'b,2'),
    question: { group: 'g' },
    code: 'data-value',
    what: 'base.csv, line 3, column g: found nothing.',
  },
  {
    fault: 'a time that is none',
    baseline: table('id,y,prediction,t', 'a,1,2,2024-05-01', 'b,2,2,yesterday'),
    candidate: table('id,prediction', 'a,1', 'b,2'),
    question: { time: 't' },
    code: 'data-value',
    what: 'base.csv, line 3, column t: found "yesterday".',
  },
  {
    fault: 'an empty time',
    baseline: table('id,y,prediction,t', 'a,1,2,2024-05-01', 'b,2,2,'),
    candidate: table('id,prediction', 'a,1', 'b,2'),
    question: { time: 't' },
    code: 'data-value',
    what: 'base.csv, line 3, column t: found nothing.',
  },
  {
    fault: 'a group at two times',
    baseline: table('id,y,prediction,t,g', 'a,1,2,2024-05-01,x', 'b,2,2,2024-05-02,x'),
    candidate: table('id,prediction', 'a,1', 'b,2'),
    question: { time: 't', group: 'g' },
    code: 'group-not-nested',
    what: 'base.csv, line 3: the group "x" stands at two times, 2024-05-02 among them.',
  },
];

describe('what is wrong with labels, probabilities, weights, groups and times is told with its place', () => {
  test.each(faults)('$fault: $code', async ({ baseline = base, candidate = cand, question, ...told }) => {
    const { fault: _, ...expected } = told;
    expect(await failureOf(compareTexts(baseline, candidate, question))).toMatchObject(expected);
  });
});
