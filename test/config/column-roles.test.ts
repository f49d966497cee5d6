import { describe, expect, test } from '@jest/globals';
import { guessRoles } from '../../src/config/column-roles.ts';

const head = (columns: string, ...rows: string[]) => ({
  columns: columns.split(','),
  rows: rows.map(row => row.split(',')),
});

describe('guessRoles', () => {
  test('daily sales of shops', () => {
    const table = head(
      'date,shop,sales,price',
      '2024-01-01,Vigo,10,1.5',
      '2024-01-01,Lugo,12,1.5',
      '2024-01-02,Vigo,9,2',
      '2024-01-02,Lugo,8,2',
    );
    expect(guessRoles(table)).toEqual({
      target: 'sales',
      isNamed: true,
      task: 'regression',
      positive: undefined,
      time: 'date',
      id: ['date', 'shop'],
      group: 'date',
      slices: ['shop'],
    });
  });

  test('customers, one row each', () => {
    const table = head('customer_id,plan,churn', 'c1,basic,yes', 'c2,basic,no', 'c3,plus,no');
    expect(guessRoles(table)).toMatchObject({ target: 'churn', task: 'binary', id: ['customer_id'], time: undefined });
    expect(guessRoles(table).group).toBeUndefined();
  });

  test('visits of users are grouped by user', () => {
    const table = head('visit_id,user_id,minutes', '1,u1,3', '2,u1,4', '3,u2,9');
    expect(guessRoles(table)).toMatchObject({ id: ['visit_id'], group: 'user_id', target: 'minutes', isNamed: false });
  });

  test('species in words are classes', () => {
    const table = head('length,species', '1.2,setosa', '1.3,virginica', '1.4,versicolor', '1.5,setosa');
    expect(guessRoles(table)).toMatchObject({ target: 'species', isNamed: false, task: 'multiclass', slices: [] });
  });

  test.each([
    [['0', '1', '1'], 'binary'],
    [['-1', '1', '1'], 'binary'],
    [['1', '2', '2'], 'regression'],
    [['1', '1', '1'], 'regression'],
    [['true', 'false', 'true'], 'binary'],
    [['a', 'b', 'c'], 'multiclass'],
  ])('%j is %s', (values, task) => {
    expect(guessRoles(head('y', ...values)).task).toBe(task);
  });

  test('the rarer of two labels is called positive, unless one says so itself', () => {
    expect(guessRoles(head('y', 'ham', 'ham', 'spam')).positive).toBe('spam');
    expect(guessRoles(head('y', 'no', 'No', 'Yes', 'Yes')).positive).toBeUndefined();
    expect(guessRoles(head('y', '0', '1', '1')).positive).toBeUndefined();
  });

  test('a column without a name has no role', () => {
    expect(guessRoles(head('x,', '1,2', '2,3')).target).toBe('x');
  });

  test('a time is told by its values, whatever its name', () => {
    expect(guessRoles(head('when,y', '2024-01-01T10:00:00Z,1', '2024-01-01T11:00:00Z,2')).time).toBe('when');
    expect(guessRoles(head('date,y', 'soon,1', 'later,2')).time).toBeUndefined();
  });

  test('a table without rows, or without columns, has no roles to guess from', () => {
    expect(guessRoles(head('a,b'))).toMatchObject({ target: 'b', id: [], group: undefined, time: undefined });
    expect(guessRoles({ columns: [], rows: [] })).toMatchObject({ target: undefined, task: 'regression', id: [] });
  });
});
