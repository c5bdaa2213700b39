import type { PanelSheet } from '#evaluation';
import { registerMessages } from '../kit/messages.js';
import { evaluationMessages } from './evaluation.messages.js';
import { sessionCalendar } from './panel.calendar.js';

describe('the calendar file of a panel', () => {
  it('says when and where, and names neither a bidder nor another member', () => {
    registerMessages(evaluationMessages);
    const sheet = {
      procedureId: 'p',
      number: 'CG-1',
      title: '为老服务',
      seat: { id: 's' },
      session: { place: '评标室 2', hours: 3 },
      bidders: [{ id: 'b', name: '响应单位' }],
      fellows: [{ name: '另一名专家' }],
    } as unknown as PanelSheet;
    const file = sessionCalendar(sheet, new Date('2026-11-30T01:00:00Z'), 'zh', { publicUrl: 'https://qiyue.test' });
    expect(file).toContain('SUMMARY:参加评审 CG-1');
    expect(file).toContain('DTSTART;TZID=Asia/Shanghai:20261130T090000');
    expect(file).toContain('DTEND;TZID=Asia/Shanghai:20261130T120000');
    expect(file).toContain('LOCATION:评标室 2');
    expect(file).toContain('CLASS:PRIVATE');
    expect(file).not.toMatch(/响应单位|另一名专家/);
  });
});
