// What README.md promises about itself: three sentences, two commands, a quick start that is quick, a picture.
import { describe, expect, test } from '@jest/globals';
import { readText } from '../repository.ts';
import { listFences, sectionOf } from './markdown.ts';

const readme = readText('README.md');
const start = sectionOf(readme, '## Quick start');

describe('README.md', () => {
  test('says what Relevo is in three sentences', () => {
    const paragraph = readme.split('\n\n')[1] ?? '';
    expect(paragraph.match(/[.!?](?=\s|$)/g)).toHaveLength(3);
  });

  test('names the two commands, which are commands', () => {
    const commands = sectionOf(readme, '## Two commands').match(/^npm (run )?\S+/gm);
    expect(commands).toEqual(['npm test', 'npm run demo']);
    expect(Object.keys(JSON.parse(readText('package.json')).scripts)).toEqual(expect.arrayContaining(['test', 'demo']));
  });

  test('starts quickly: one YAML of 16 lines or fewer, 300 words or fewer', () => {
    const yaml = listFences(start).filter(({ language }) => language === 'yaml');
    expect(yaml).toHaveLength(1);
    expect(yaml[0]?.text.trimEnd().split('\n').length).toBeLessThanOrEqual(16);
    const words = start.split(/\s+/).filter(word => word !== '');
    expect(words.length).toBeGreaterThan(50);
    expect(words.length).toBeLessThanOrEqual(300);
  });

  test('calls the reusable workflow in 16 lines or fewer, as the example does', () => {
    const [shown, ...others] = listFences(sectionOf(readme, '## On GitHub')).filter(
      ({ language }) => language === 'yaml',
    );
    expect(others).toEqual([]);
    expect(shown?.text.trimEnd().split('\n').length).toBeLessThanOrEqual(16);
    const example = readText('examples/daily-sales/.github/workflows/model.yml').replace(/^#.*\n/, '');
    expect(shown?.text.trimEnd()).toBe(example.trimEnd());
  });

  test('pictures the loop', () => {
    const pictures = listFences(sectionOf(readme, '## The loop')).filter(({ language }) => language === 'mermaid');
    expect(pictures).toHaveLength(1);
    expect(pictures[0]?.text).toMatch(/^flowchart LR\n/);
  });
});
