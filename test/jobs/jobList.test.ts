import { describe, expect, it } from 'vitest';
import { readJobList } from '../../src/jobs/jobList.js';

const lines = (text: string) => readJobList(text, 'jsonl', 'jobs.jsonl');
const table = (text: string) => readJobList(text, 'csv', 'jobs.csv');

describe('readJobList', () => {
  it('reads an object a line, in files of all systems', () => {
    const text = '\ufeff{"command":"image","content":"a.jpg"}\r\n\r\n{"command":"glyph","priority":2}\n';
    expect(lines(text)).toEqual([
      { line: 1, job: { command: 'image', fields: { content: 'a.jpg' }, priority: undefined } },
      { line: 3, job: { command: 'glyph', fields: {}, priority: 2 } },
    ]);
  });

  it('reads a table: quotes, empty cells, lists', () => {
    const text =
      'command,content,style,size\nimage,"a, b.jpg","[""x.jpg"",""y.jpg""]",64\nimage,c.jpg,z.jpg,\n';
    expect(table(text).map(({ line, job }) => ({ line, ...job }))).toMatchObject([
      { line: 2, fields: { content: 'a, b.jpg', style: ['x.jpg', 'y.jpg'], size: '64' } },
      { line: 3, fields: { content: 'c.jpg', style: 'z.jpg' } },
    ]);
  });

  it('says what is wrong with a line, and gives the others', () => {
    const [broken, list, nameless, good, urgent] = lines(
      ['{broken', '[1]', '{"size":1}', '{"command":"image"}', '{"command":"image","priority":0}'].join('\n'),
    );
    expect(broken?.problem?.message).toMatch(/^expected a JSON object, found something else/);
    expect(list?.problem?.message).toMatch(/^job: expected an object/);
    expect(nameless?.problem?.message).toMatch(
      /^command: expected the name of a command, found nothing|undefined/,
    );
    expect(good?.job?.command).toBe('image');
    expect(urgent?.problem?.message).toMatch(/^priority: expected a whole number from 1/);
    expect(table('command,text\nglyph,a,b\nglyph,c')[0]?.problem?.message).toMatch(
      /^expected 2 cells, found 3/,
    );
  });

  it.each([
    ['\n \n', 'jsonl', 'expected one job a line, found none'],
    ['a,b\n1,2', 'csv', 'one of them "command", found none'],
    ['command,a\n"x', 'csv', 'expected a table of jobs'],
  ] as const)('refuses %j', (text, form, message) => {
    expect(() => readJobList(text, form, 'jobs')).toThrow(message);
  });
});
