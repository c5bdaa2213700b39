import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { system } from '#kernel';
import { CalendarImports, CalendarService, type Method, methodRules, methods } from '#calendar';
import { Database } from '#platform';
import {
  Admissions,
  DraftService,
  drawn,
  minOffers,
  NoticeQueries,
  panelMin,
  ProcedureQueries,
  ProcedureService,
  PublicationService,
  TenderingModule,
} from '#tendering';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, aCompleteDraft, aReview, aSurveyedNeed, type Cast, type ItemWish, untilClosed } from './builders.js';
import { code, methodDesk, usccs } from './methods.js';

const others = ['52321202MJ500005XR', '52321202MJ500006XR'];

describe('a method', () => {
  let rooms: TestRooms;
  let cast: Cast;
  beforeAll(async () => {
    rooms = await openRooms([TenderingModule], { acceleration: 400_000 });
    cast = await aCast(rooms);
  });
  afterAll(() => rooms.close());

  const drafts = (): DraftService => rooms.get(DraftService);
  const publication = (): PublicationService => rooms.get(PublicationService);
  const may = (id: string, place: number): Promise<string> => methodDesk(rooms, cast).may(id, place);
  const inReview = (wish: ItemWish, input: object): Promise<string> => methodDesk(rooms, cast).inReview(wish, input);
  const again = (id: string, input: object): Promise<void> => methodDesk(rooms, cast).again(id, input);

  it('of invitation draws at random from twice as many, before two witnesses, and tells nobody before the result', async () => {
    const candidates = [...usccs, ...others].map((uscc) => ({ uscc, name: uscc, why: '近三年承接过同类服务' }));
    const pool = { ground: 'limited', source: 'buyer_list' as const, draw: 3 };
    const short = await aCompleteDraft(rooms, cast, { method: 'invited_tender' });
    await drafts().save(cast.handler, short, 'method', { version: 0, experts: [], ...pool, candidates: candidates.slice(0, 5) });
    expect(await code(drafts().submit(cast.handler, short, { reasons: [] }))).toBe('notice.not-ready');

    const registered = [...usccs, ...usccs].slice(0, 4).map((uscc) => ({ uscc, name: uscc, why: '' }));
    const id = await inReview(
      { method: 'invited_tender' },
      { ...pool, source: 'prequalification', ...aPrequalification, candidates: registered },
    );
    expect(await code(publication().publish(cast.approver, id))).toBe('draw.missing');
    expect(await code(rooms.get(Admissions).draw(cast.approver, id, { witnesses: ['孙见证', '孙见证'] }))).toBe('draw.witnesses');
    expect(await code(rooms.get(Admissions).draw(cast.handler, id, { witnesses: ['孙见证', '李见证'] }))).toBe('procedure.four-eyes');
    const draw = await rooms.get(Admissions).draw(cast.approver, id, { witnesses: ['孙见证', '李见证'] });
    expect(await code(rooms.get(Admissions).draw(cast.approver, id, { witnesses: ['孙见证', '李见证'] }))).toBe('draw.done');
    expect(drawn(Buffer.from(draw.seed, 'hex'), [...usccs].sort(), 3)).toEqual(draw.drawn);

    const { number } = await publication().publish(cast.approver, id);
    const welcome = usccs.map((uscc) => (draw.drawn.includes(uscc) ? 'welcome' : 'admission.not-invited'));
    expect(await Promise.all(usccs.map((_, place) => may(id, place)))).toEqual(welcome);
    const before = (await rooms.get(NoticeQueries).sheet(number))!.body;
    expect(JSON.parse(before)).toMatchObject({ draw: null, content: { policy: { pool: { source: 'prequalification', draw: 3 } } } });
    for (const uscc of usccs) expect(before).not.toContain(uscc);

    await rooms.get(Database).transaction((tx) => rooms.get(Admissions).show(tx, cast.approver, id));
    const after = (await rooms.get(NoticeQueries).byNumber(number))!;
    expect(after.draw).toMatchObject({ seed: draw.seed, drawn: draw.drawn, witnesses: ['孙见证', '李见证'] });
  });

  it('of invitation goes out to those who were drawn, not to candidates put in afterwards', async () => {
    const pool = { ground: 'limited', source: 'prequalification', ...aPrequalification, draw: 3 };
    const named = (list: readonly string[]): object[] => list.map((uscc) => ({ uscc, name: uscc, why: '' }));
    const id = await inReview({ method: 'invited_tender' }, { ...pool, candidates: named(usccs) });
    await rooms.get(Admissions).draw(cast.approver, id, { witnesses: ['孙见证', '李见证'] });
    await again(id, { ...pool, draw: 4, candidates: named([...usccs.slice(1), others[0]!]) });
    await expect(publication().publish(cast.approver, id)).rejects.toMatchObject({
      refusal: { code: 'draw.differs', fields: [{ field: 'candidates' }, { field: 'draw' }] },
    });
    await again(id, { ...pool, candidates: named([...usccs].reverse()) });
    await publication().publish(cast.approver, id);
  });

  it.each([
    'competitive_negotiation',
    'inquiry',
    'framework_closed_price',
    'framework_closed_quality',
    'framework_open',
    'local_small_purchase',
    'open_tender',
  ] as const)('%s goes from a draft to a published notice, open to everybody', async (method) => {
    const id = await inReview({ method }, { ground: methodRules[method].grounds[0]?.code });
    await publication().publish(cast.approver, id);
    expect(await may(id, 0)).toBe(methodRules[method].framework?.openEntry ? 'admission.apply-instead' : 'welcome');
  });

  it('needs the approval of another office from the open-tender amount on', async () => {
    const wish = { method: 'competitive_consultation' as const, amount: '4000000.00' };
    expect(await code(aCompleteDraft(rooms, cast, wish))).toBe('planning.needs-open-tender');
    const approval = { number: '泰财采〔2026〕7号', authority: '泰州市财政局', date: '2026-01-02' };
    const id = await aCompleteDraft(rooms, cast, { ...wish, approval });
    await drafts().submit(cast.handler, id, { reasons: [] });
    await aReview(rooms, cast, id);
    const { number } = await publication().publish(cast.approver, id);
    expect((await rooms.get(NoticeQueries).byNumber(number))!.content.policy).toMatchObject({ approval });
  });

  /** An open tender that ended with so many offers; answers its plan item. */
  const aFailedTender = async (responsive: number | null, planItem?: string): Promise<string> => {
    const id = planItem ? await drafts().draft(cast.handler, planItem) : await inReview({ method: 'open_tender' }, {});
    const { planItemId } = await rooms.get(ProcedureQueries).own(cast.handler, id);
    if (!planItem) await publication().publish(cast.approver, id);
    else await anotherPublished(id);
    const procedures = rooms.get(ProcedureService);
    await untilClosed(rooms, (await rooms.get(ProcedureQueries).byId(id))!);
    await rooms.get(Database).transaction((tx) => procedures.close(tx, id));
    await rooms.get(Database).transaction((tx) => procedures.fail(tx, cast.approver, id, '响应供应商不足三家', responsive));
    return planItemId;
  };
  const anotherPublished = async (id: string): Promise<void> => {
    await drafts().submit(cast.handler, id, { reasons: [] });
    await aReview(rooms, cast, id);
    await publication().publish(cast.approver, id);
  };
  const negotiated = (planItemId: string): Promise<string> => drafts().draft(cast.handler, planItemId, 'competitive_negotiation');

  it('of negotiation goes on with two offers after an open tender that just two answered, approved and found lawful', async () => {
    const planItemId = await aFailedTender(2);
    expect(await code(drafts().draft(cast.handler, planItemId, 'local_small_purchase'))).toBe('procedure.method-after-failure');
    const id = await negotiated(planItemId);
    const next = await rooms.get(ProcedureQueries).own(cast.handler, id);
    expect(next).toMatchObject({ method: 'competitive_negotiation', round: 2, converted: true });
    expect(next.draft).toMatchObject({ criteria: [{ kind: 'price', weight: 100 }], requirement: { ground: 'two_offers' } });

    await drafts().save(cast.handler, id, 'need', aSurveyedNeed);
    const stoppedBy = async (version: number, input: object): Promise<string[]> => {
      const said = { version, ground: 'two_offers', candidates: [], experts: [], ...input };
      const { findings } = await drafts().save(cast.handler, id, 'method', said);
      return findings.filter(({ result }) => result === 'block').map((finding) => finding.code);
    };
    const approval = { approvalNumber: '泰财采〔2026〕9号', approvalAuthority: '海陵区财政局', approvalDate: '2026-01-02' };
    const argument = '招标文件没有不合理条款，公告时间和程序符合规定。';
    const expert = (name: string): object => ({ name, unit: '某大学', title: '教授', argument: '没有不合理条款。' });
    const wanting = ['approval', 'statement', 'experts'].map((what) => `method.converted-${what}`);
    expect((await stoppedBy(0, {})).filter((found) => found.includes('converted'))).toEqual(wanting);
    const same = [expert('甲'), expert('乙'), expert('乙')];
    expect(await stoppedBy(1, { ...approval, argument, experts: same })).toEqual(['method.converted-experts']);
    const all = { ...approval, argument, experts: [expert('甲'), expert('乙'), expert('丙')] };
    expect(await stoppedBy(2, { ...all, ground: 'failed' })).toEqual(['method.ground']);
    expect(await stoppedBy(3, all)).toEqual([]);
    await anotherPublished(id);
  });

  it.each([
    [1, 'procedure.offers-not-convertible'],
    [3, 'procedure.offers-not-convertible'],
    [null, 'procedure.offers-not-counted'],
  ])('of negotiation is refused after an open tender that %s answered', async (responsive, refusal) => {
    const planItemId = await aFailedTender(responsive);
    await expect(negotiated(planItemId)).rejects.toMatchObject({ refusal: { code: refusal, facts: { needed: 2 } } });
    expect(await code(drafts().draft(cast.handler, planItemId, 'competitive_consultation'))).toBe('no refusal');
  });

  it('of negotiation wants the usual three after a tender without any offer, and after one that failed twice', async () => {
    const usual = async (planItemId: string): Promise<void> => {
      const next = await rooms.get(ProcedureQueries).own(cast.handler, await negotiated(planItemId));
      expect(next).toMatchObject({ converted: false, draft: { requirement: { ground: 'failed' } } });
    };
    await usual(await aFailedTender(0));
    await usual(await aFailedTender(1, await aFailedTender(1)));
  });

  it('that adds to a contract of the same provider names it and stays within a tenth of its price, earlier additions included', async () => {
    const single = { ground: 'addition', argument: '与原有服务配套。', singleUscc: usccs[0], singleName: '夕阳红居家养老服务中心' };
    const wish = { method: 'single_source' as const };
    expect(await code(inReview(wish, single))).toBe('notice.not-ready');
    const original = { originalNumber: 'HT-2025-7', originalPrice: '9500000.00', originalAdded: '100000.01' };
    await expect(inReview(wish, { ...single, ...original })).rejects.toMatchObject({
      refusal: { fields: [{ field: 'method.supplement', facts: { percent: 10, total: 95_000_001n } }] },
    });
    await inReview(wish, { ...single, ...original, originalAdded: '100000.00' });
  });

  it('that nobody knew yesterday, with a region’s own figures, runs by rows of a rule book alone', async () => {
    const rules = methodRules.competitive_consultation;
    const row = (key: string, value: unknown, unit: string, region = '321200'): object => ({
      key,
      value,
      unit,
      from: '2025-01-01',
      to: null,
      region,
      citation: '泰州市试点办法',
      verified: false,
      note: null,
    });
    const name = { zh: '社区议价', en: 'Neighbourhood bargaining' };
    const value = {
      ...rules,
      name,
      minOffers: 'bargaining.min_offers',
      priceWeight: methodRules.inquiry.priceWeight,
      usualPriceWeight: 100,
      docToDeadline: 'bargaining.period',
      ranking: 'lowest',
      finalOffers: false,
    };
    const book = {
      rules: [
        row('method.neighbourhood_bargaining', value, 'method'),
        row('bargaining.min_offers', '4', 'n'),
        row('bargaining.period', '7', 'wd'),
        row('panel.other.min', '5', 'n'),
      ],
    };
    await rooms.get(CalendarImports).importRuleBook({ ...system('office'), roles: ['operator'] }, book, new Date('2026-11-22T00:00:00Z'));

    const method = 'neighbourhood_bargaining' as Method;
    const id = await inReview({ method }, { ground: 'services' });
    const { number, closesAt } = await publication().publish(cast.approver, id);
    const notice = (await rooms.get(NoticeQueries).byNumber(number))!;
    const calendar = rooms.get(CalendarService);
    const day = notice.ruleDay;
    const figures = { number: (key: string) => calendar.number(key, day), fen: (key: string) => calendar.fen(key, day) };
    expect(notice.method).toBe(method);
    expect(closesAt).toEqual(calendar.dueAt('bargaining.period', new Date(notice.publishedAt), day));
    expect(minOffers(method, figures)).toBe(4);
    expect(panelMin(method, 85_000_000n, figures)).toBe(5);
    expect(await may(id, 0)).toBe('welcome');
  });
});

const aPrequalification = { noticeUrl: 'https://ccgp.example.cn/zgys/1', noticeFrom: '2026-01-05', noticeUntil: '2026-01-16' };

/** The list of codes itself, the walk through three of them, and what a form proposes at first. */
const namingCodes = [
  'libs/calendar/src/method.rules.ts',
  'apps/cli/src/walk/cast.ts',
  'apps/cli/src/demo.command.ts',
  'apps/portal/src/planning/plan-item-form.page.ts',
];

test('no source file outside the data asks for a method by its code', () => {
  const quoted = new RegExp(`'(${methods.join('|')})'`);
  const sources = ['libs', 'apps'].flatMap((root) =>
    readdirSync(root).flatMap((room) => {
      const directory = `${root}/${room}/src`;
      const names = existsSync(directory) ? readdirSync(directory, { recursive: true, encoding: 'utf8' }) : [];
      return names.filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')).map((name) => `${directory}/${name}`);
    }),
  );
  const asking = sources.filter((file) => quoted.test(readFileSync(file, 'utf8')));
  expect(sources.length).toBeGreaterThan(500);
  expect(asking.filter((file) => !namingCodes.includes(file))).toEqual([]);
});
