import { matrix } from '#notifications';
import { hasMessage, registerMessages } from '../kit/messages.js';
import { linkOf } from './message.links.js';
import { notificationsMessages } from './notifications.messages.js';

describe('a message', () => {
  it('has a sentence in both languages for every event of the matrix', () => {
    registerMessages(notificationsMessages);
    expect(Object.keys(matrix).filter((type) => !hasMessage(`notifications.told.${type}`))).toEqual([]);
  });
  it("leads into the reader's own workspace", () => {
    const message = {
      id: 'm',
      subject: 's',
      project: 'p',
      at: new Date(0),
      readAt: null,
      facts: { number: '321202-2026-ZF-0001' },
    };
    const link = (type: string, side: 'department' | 'provider' | 'finance' | 'supervisor' | 'panel') => linkOf({ ...message, type, side });
    expect(link('payment.paid', 'provider')).toBe('/org/payments/321202-2026-ZF-0001');
    expect(link('payment.unknown', 'supervisor')).toBe('/finance/payments/321202-2026-ZF-0001');
    expect(link('contract.active', 'department')).toBe('/buy/contracts/s');
    expect(link('box.opened', 'department')).toBe('/buy/projects/p');
    expect(link('complaint.sent', 'provider')).toBe('/org/complaints/s/sent');
    expect(linkOf({ ...message, facts: { bid: 'b' }, type: 'award.announced', side: 'provider' })).toBe('/org/bids/b/outcome');
    expect(link('seat.invited', 'panel')).toBe('/panel/p');
    expect(link('invitation.sent', 'provider')).toBe('/notices/321202-2026-ZF-0001');
  });
});
