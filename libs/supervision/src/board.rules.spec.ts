import { boardOf, tallyOf, worstOf } from './board.rules.js';

const counts = [
  { holder: 'a', stage: 'payment', light: 'green', count: 3 },
  { holder: 'a', stage: 'contract', light: 'amber', count: 1 },
  { holder: 'b', stage: 'payment', light: 'red', count: 2 },
  { holder: 'b', stage: 'payment', light: 'green', count: 1 },
] as const;

describe('the board', () => {
  it('puts whoever has most reds first and adds the stages up', () => {
    const board = boardOf(counts);
    expect(board.map(({ holder }) => holder)).toEqual(['b', 'a']);
    expect(board[0]!.tally).toEqual({ green: 1, amber: 0, red: 2 });
    expect(board[1]!.stages.map(({ stage }) => stage)).toEqual(['contract', 'payment']);
  });
  it('loses no deadline in the sum', () => expect(tallyOf(counts)).toEqual({ green: 4, amber: 1, red: 2 }));
  it('shows the worst light for many', () => {
    expect([worstOf(['green', 'amber']), worstOf(['green', 'red', 'amber']), worstOf([])]).toEqual(['amber', 'red', 'grey']);
  });
});
