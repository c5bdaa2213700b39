import { mergeReleases } from './merge.rules.js';
import { releaseSchema } from './schema.gateway.js';
import type { JsonObject } from './json.view.js';

const ocid = 'ocds-213czf-1';
const release = (second: number, content: JsonObject): JsonObject => ({
  ocid,
  id: `${ocid}-r${second}`,
  date: `2026-01-01T00:00:0${second}Z`,
  tag: ['tender'],
  initiationType: 'tender',
  ...content,
});
const merged = (...contents: JsonObject[]): JsonObject =>
  mergeReleases(
    releaseSchema(),
    contents.map((content, place) => release(place, content)),
  );

describe('the compiled release', () => {
  it('is tagged compiled, dated and named by its newest release', () => {
    expect(merged({ language: 'zh' }, {})).toEqual({
      ocid,
      id: `${ocid}-2026-01-01T00:00:01Z`,
      date: '2026-01-01T00:00:01Z',
      tag: ['compiled'],
      initiationType: 'tender',
      language: 'zh',
    });
  });
  it('does not care in which order releases are handed in', () => {
    const [first, second] = [release(1, { language: 'zh' }), release(2, { language: 'en' })];
    expect(mergeReleases(releaseSchema(), [second, first])).toEqual(mergeReleases(releaseSchema(), [first, second]));
    expect(mergeReleases(releaseSchema(), [second, first]).language).toBe('en');
  });
  it('keeps what an update does not mention and replaces what it does', () => {
    expect(merged({ tender: { id: 't', title: 'a', status: 'active' } }, { tender: { id: 't', status: 'complete' } }).tender).toEqual({
      id: 't',
      title: 'a',
      status: 'complete',
    });
  });
  it('takes a field back with null, and a whole object too', () => {
    expect(
      merged({ tender: { id: 't', title: 'a', value: { amount: 1 } } }, { tender: { id: 't', title: null, value: null } }).tender,
    ).toEqual({ id: 't' });
  });
  it('lets objects of a list meet by their id and keeps the order in which they came', () => {
    const { awards } = merged({ awards: [{ id: 'a', title: 'x' }, { id: 'b' }] }, { awards: [{ id: 'b', status: 'active' }, { id: 'c' }] });
    expect(awards).toEqual([{ id: 'a', title: 'x' }, { id: 'b', status: 'active' }, { id: 'c' }]);
  });
  it('takes an object of a list back when all its fields are null', () => {
    expect(merged({ awards: [{ id: 'a', title: 'x' }, { id: 'b' }] }, { awards: [{ id: 'a', title: null }] }).awards).toEqual([
      { id: 'b' },
    ]);
  });
  it('replaces lists of text and lists that the schema wants whole', () => {
    const item = (codes: string[]): JsonObject => ({
      id: '1',
      additionalClassifications: codes.map((id) => ({ scheme: 's', id })),
    });
    const { tender } = merged(
      { tender: { id: 't', submissionMethod: ['a', 'b'], items: [item(['1', '2'])] } },
      { tender: { id: 't', submissionMethod: ['c'], items: [item(['3'])] } },
    );
    expect(tender).toEqual({ id: 't', submissionMethod: ['c'], items: [item(['3'])] });
  });
  it('merges inside lists inside lists', () => {
    const paid = (id: string): JsonObject => ({
      contracts: [{ id: 'c', awardID: 'a', implementation: { transactions: [{ id, value: { amount: 1 } }] } }],
    });
    const { contracts } = merged(paid('1'), paid('2'), paid('2'));
    expect(contracts).toEqual([
      {
        id: 'c',
        awardID: 'a',
        implementation: {
          transactions: [
            { id: '1', value: { amount: 1 } },
            { id: '2', value: { amount: 1 } },
          ],
        },
      },
    ]);
  });
  it('merges what extensions add by their own rules', () => {
    const score = (id: string, points: number): JsonObject => ({ id, score: points });
    const bid = (status: string, scores: JsonObject[]): JsonObject => ({
      bids: { details: [{ id: 'b', status, evaluation: scores }] },
    });
    expect(merged(bid('pending', [score('total', 80)]), bid('valid', [score('total', 81), score('price', 20)])).bids).toEqual({
      details: [{ id: 'b', status: 'valid', evaluation: [score('total', 81), score('price', 20)] }],
    });
  });
  it('refuses releases of two processes', () => {
    expect(() => mergeReleases(releaseSchema(), [release(1, {}), { ...release(2, {}), ocid: 'ocds-213czf-2' }])).toThrow();
  });
});
